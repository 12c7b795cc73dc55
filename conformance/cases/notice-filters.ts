import type { CaseList, RequestStep } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const at = (second: string): string => `2026-11-20T10:00:0${second}Z`;

/** A notice as the daemon finds it in the state it begins with. */
const notice = (id: string, fields: Readonly<Record<string, unknown>>) => ({
  id,
  "user-id": null,
  type: "custom",
  "first-occurred": at("0"),
  "last-occurred": at("0"),
  "last-repeated": at(id),
  occurrences: 1,
  "expire-after": "87600h0m0s",
  ...fields,
});

const state = {
  data: { "patch-level": 2, "patch-sublevel": 0 },
  changes: {},
  tasks: {},
  notices: [
    notice("1", { type: "warning", key: "the disk is full" }),
    notice("2", { "user-id": 0, key: "example.com/mine", "last-repeated": at("2.000001") }),
    notice("3", { "user-id": 12345, key: "example.com/theirs" }),
    notice("4", {
      key: "example.com/old",
      "last-occurred": "2020-01-01T00:00:00Z",
      "expire-after": "1h0m0s",
    }),
    notice("5", { key: "example.com/public" }),
  ],
  "last-change-id": 0,
  "last-task-id": 0,
  "last-lane-id": 0,
  "last-notice-id": 5,
};

const files = { ".pebble.state": JSON.stringify(state) };

const lists = (query: string, ...ids: readonly string[]): RequestStep => ({
  send: `GET /v1/notices?${query}`,
  ...sync(ids.map((id) => ({ id }))),
});

const refuses = (query: string, message: string, status = 400): RequestStep => ({
  send: `GET /v1/notices?${query}`,
  ...failure(status, { message }),
});

const badTime = (text: string, rest: string, piece: string): string =>
  `invalid "after" timestamp: parsing time "${text}" as "2006-01-02T15:04:05Z07:00": cannot parse "${rest}" as "${piece}"`;

/** Which notices a list has, and for whom. The runner is root. */
export const noticeFilters: CaseList = {
  noun: "notice filters",
  cases: [
    {
      name: "a list has the caller's own and the public notices, an admin's those of all or of one as asked",
      needsRoot: true,
      files,
      steps: [
        lists("", "1", "2", "5"),
        lists("users=all", "1", "2", "3", "5"),
        lists("user-id=12345", "1", "3", "5"),
        lists("user-id=0", "1", "2", "5"),
        lists("user-id=%2B7", "1", "5"),
        refuses("users=", 'invalid "users" filter: must be "all"'),
        refuses("users=ALL", 'invalid "users" filter: must be "all"'),
        refuses("user-id=0&users=all", 'cannot use both "users" and "user-id" parameters'),
        refuses("user-id=", 'invalid "user-id" filter: must only include one "user-id"'),
        refuses("user-id=0,1", 'invalid "user-id" filter: must only include one "user-id"'),
        refuses("user-id=x", 'invalid "user-id" filter: strconv.ParseInt: parsing "x": invalid syntax'),
        refuses("user-id=-1", 'invalid "user-id" filter: user ID is not a valid uint32: -1'),
        refuses("user-id=4294967296", 'invalid "user-id" filter: user ID is not a valid uint32: 4294967296'),
      ],
    },
    {
      name: "types, keys and times narrow a list together",
      needsRoot: true,
      files,
      steps: [
        lists("types=custom", "2", "5"),
        lists("types=warning,custom", "1", "2", "5"),
        lists("types=warning&types=custom", "1", "2", "5"),
        lists("types=nope,custom", "2", "5"),
        lists("types=,", "1", "2", "5"),
        lists("types=CUSTOM"),
        lists("keys=example.com/mine,the%20disk%20is%20full", "1", "2"),
        lists("keys=,", "1", "2", "5"),
        lists("types=warning&keys=example.com/mine"),
        lists(`after=${at("2")}`, "2", "5"),
        lists(`after=${at("2.000001")}`, "5"),
        lists("after=2026-11-20T11:00:02%2B01:00", "2", "5"),
        lists(`after=${at("2,5")}`, "5"),
        lists("after=", "1", "2", "5"),
        lists("after=0001-01-01T00:00:00Z", "1", "2", "5"),
        lists(`after=${at("2")}&types=custom&keys=example.com/theirs&users=all`, "3"),
        lists("before=2026-11-20T10:00:02Z", "1", "2", "5"),
      ],
    },
    {
      name: "times that are none are refused in Go's words",
      steps: [
        refuses("after=x", badTime("x", "x", "2006")),
        refuses("after=2026-11-20", badTime("2026-11-20", "", "T")),
        refuses("after=2026-11-20t10:00:02Z", badTime("2026-11-20t10:00:02Z", "t10:00:02Z", "T")),
        refuses("after=2026-11-20T10:00:02", badTime("2026-11-20T10:00:02", "", "Z07:00")),
        refuses("after=2026-11-20T10:00:02z", badTime("2026-11-20T10:00:02z", "z", "Z07:00")),
        refuses(
          "after=2026-13-20T10:00:02Z",
          'invalid "after" timestamp: parsing time "2026-13-20T10:00:02Z": month out of range',
        ),
        refuses(
          "after=2026-11-31T10:00:02Z",
          'invalid "after" timestamp: parsing time "2026-11-31T10:00:02Z": day out of range',
        ),
        refuses("after=%002026", badTime("\\x002026", "\\x002026", "2006")),
      ],
    },
    {
      name: "one notice is shown to whom a list would show it, and one that has expired to nobody",
      needsRoot: true,
      files,
      steps: [
        { send: "GET /v1/notices/3", ...sync({ "user-id": 12345 }) },
        ...["4", "6", "01", "x", "-1"].map(
          (id): RequestStep => ({
            send: `GET /v1/notices/${id}`,
            ...failure(404, { message: `cannot find notice with ID "${id}"` }),
          }),
        ),
        { run: ["notice", "3"], stdout: 'id: "3"\nuser-id: 12345\n{any}', stderr: "{any}" },
        {
          run: ["notice", "--uid", "12345", "custom", "example.com/theirs"],
          stdout: 'id: "3"\n{any}',
          stderr: "{any}",
        },
        {
          run: ["notice", "custom", "example.com/theirs"],
          code: 1,
          stderr: 'error: cannot find custom notice with key{any}"example.com/theirs"\n',
        },
      ],
    },
    {
      name: "waiting ends with a notice that the filter lets through, and at once where there is one",
      steps: [
        { send: "GET /v1/notices?keys=example.com/a&timeout=30ms", ...sync([]) },
        { run: ["notify", "example.com/a"], stdout: "Recorded notice {n}\n" },
        { send: "GET /v1/notices?keys=example.com/a&timeout=9s", ...sync([{ key: "example.com/a" }]) },
        { send: "GET /v1/notices?types=nope&timeout=9s", ...sync([]) },
        { send: "GET /v1/notices?keys=example.com/z&timeout=-1s", ...sync([]) },
        { send: "GET /v1/notices?keys=example.com/z&timeout=0", ...sync([]) },
        refuses("timeout=1", 'invalid timeout: time: missing unit in duration "1"'),
      ],
    },
    {
      name: "the flags of the commands are the filters",
      needsRoot: true,
      files,
      steps: [
        {
          run: [
            "notices",
            "--abs-time",
            "--users",
            "all",
            "--type",
            "custom",
            "--key",
            "example.com/theirs",
            "--key",
            "example.com/mine",
          ],
          stdout: lines(
            "ID   User   Type    Key                 First                 Repeated              Occurrences",
            "2    0      custom  example.com/mine    2026-11-20T10:00:00Z  2026-11-20T10:00:02Z  1",
            "3    12345  custom  example.com/theirs  2026-11-20T10:00:00Z  2026-11-20T10:00:03Z  1",
          ),
          stderr: "{any}",
        },
        { run: ["notices", "--uid", "0", "--users", "all"], code: 1, stderr: "{any}" },
        { run: ["notices", "--timeout", "-1s", "--key", "none"], stderr: "No matching notices{any}" },
        { run: ["notices", "--uid", "x"], code: 1, stderr: "{any}" },
        {
          run: ["notify", "--repeat-after", "-1h", "example.com/a"],
          stdout: "Recorded notice 6\n",
          stderr: "{any}",
        },
        { run: ["notify", "example.com/a", "=x"], stdout: "Recorded notice 6\n", stderr: "{any}" },
        { send: "GET /v1/notices/6", ...sync({ "last-data": { "": "x" } }) },
        { run: ["notify", "example.com/a", "a=b=c", "a=d"], stdout: "Recorded notice 6\n", stderr: "{any}" },
        { send: "GET /v1/notices/6", ...sync({ "last-data": { a: "d" }, occurrences: 3 }) },
      ],
    },
  ],
};
