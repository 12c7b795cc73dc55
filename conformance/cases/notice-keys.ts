import type { CaseList, RequestStep } from "../case.ts";
import { failure, sync } from "../replies.ts";

const add = (fields: Readonly<Record<string, unknown>>): Pick<RequestStep, "send" | "body"> => ({
  send: "POST /v1/notices",
  body: { action: "add", type: "custom", key: "example.com/a", ...fields },
});

const isTaken = (fields: Readonly<Record<string, unknown>>): RequestStep => ({
  ...add(fields),
  ...sync({ id: "{any}" }),
});

const isRefused = (fields: Readonly<Record<string, unknown>>, message: string): RequestStep => ({
  ...add(fields),
  ...failure(400, { message }),
});

const good = ["a.b/c", "a.b/c/d", "a-b.c/d", "1.2/3", "a.b.c.d/e", "a.b/c-d", `a.b/${"c".repeat(252)}`];
const bad = [
  ...[
    "",
    "a/b",
    "a.b",
    "a.b/",
    "a.b//c",
    "/a.b/c",
    "A.b/c",
    "a.b/C",
    "a_b.c/d",
    "-a.b/c",
    "a-.b/c",
    "a--b.c/d",
  ],
  ...["a.b/c-", "a.b/c_d", "a..b/c", "a.b/c.d", "a.b/é", "a.b/c d"],
];

/** What a custom notice may be called, hold and say about its repeating. */
export const noticeKeys: CaseList = {
  noun: "notice keys",
  cases: [
    {
      name: "keys are words of small letters and digits, in a domain and a path",
      steps: [
        ...good.map((key) => isTaken({ key })),
        ...bad.map((key) =>
          isRefused({ key }, `invalid key "${key}" (must be in "example.com/path" format)`),
        ),
        isRefused({ key: "a.b/c\0" }, 'invalid key "a.b/c\\x00" (must be in "example.com/path" format)'),
        isRefused({ key: `a.b/${"c".repeat(253)}` }, "key must be 256 bytes or less"),
        isRefused(
          { key: 5 },
          "cannot decode request body: json: cannot unmarshal number into Go struct field {any}",
        ),
      ],
    },
    {
      name: "data are texts by name, 4096 bytes as they are written",
      steps: [
        isTaken({ data: { b: "2", a: "1", "": "x" } }),
        { send: "GET /v1/notices/1", ...sync({ "last-data": { "": "x", a: "1", b: "2" } }) },
        isTaken({ data: null }),
        { send: "GET /v1/notices/1", ...sync({ "last-data": "{absent}", occurrences: 2 }) },
        isTaken({ data: { a: "x".repeat(4088) } }),
        isRefused({ data: { a: "x".repeat(4089) } }, "total size of data must be 4096 bytes or less"),
        isRefused({ data: { a: "é".repeat(2045) } }, "total size of data must be 4096 bytes or less"),
        isRefused(
          { data: { a: 1 } },
          "cannot decode notice data: json: cannot unmarshal number into Go value of type string",
        ),
        isRefused(
          { data: [] },
          "cannot decode notice data: json: cannot unmarshal array into Go value of type {any}",
        ),
      ],
    },
    {
      name: "repeat-after is a duration, and the last one counts",
      steps: [
        ...["1h", "0", "", "-1s", "1ns", "1.5h"].map((duration) => isTaken({ "repeat-after": duration })),
        { send: "GET /v1/notices/1", ...sync({ "repeat-after": "1h30m0s", occurrences: 6 }) },
        isTaken({}),
        { send: "GET /v1/notices/1", ...sync({ "repeat-after": "{absent}", occurrences: 7 }) },
        isRefused({ "repeat-after": "x" }, 'invalid repeat-after: time: invalid duration "x"'),
        isRefused(
          { "repeat-after": "9999999999h" },
          'invalid repeat-after: time: invalid duration "9999999999h"',
        ),
      ],
    },
    {
      name: "only custom notices are added, and only that is done with them",
      steps: [
        isRefused({ type: "warning", key: "x" }, 'invalid type "warning" (can only add "custom" notices)'),
        isRefused(
          { type: "change-update", key: "1" },
          'invalid type "change-update" (can only add "custom" notices)',
        ),
        isRefused({ type: "" }, 'invalid type "" (can only add "custom" notices)'),
        isRefused({ action: "remove" }, 'invalid action "remove"'),
        isRefused({ action: "" }, 'invalid action ""'),
        isTaken({ "user-id": 5, "expire-after": "1s", occurrences: 9 }),
        {
          send: "GET /v1/notices/1",
          ...sync({ "user-id": "{n}", "expire-after": "168h0m0s", occurrences: 1 }),
        },
      ],
    },
  ],
};
