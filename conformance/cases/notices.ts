import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

function add(key: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { action: "add", type: "custom", key, ...more };
}

/** Notices: recording, listing, waiting. */
export const notices: CaseList = {
  noun: "notices",
  cases: [
    {
      name: "before anything happened there are none",
      steps: [
        { run: ["notices"], stderr: "No matching notices.\n" },
        { send: "GET /v1/notices", ...sync([]) },
        { run: ["notices", "--timeout", "50ms"], stderr: "No matching notices after waiting 50ms.\n" },
      ],
    },
    {
      name: "a custom notice is recorded, and again under the same id",
      steps: [
        { run: ["notify", "example.com/a", "x=1", "y=2"], stdout: "Recorded notice 1\n" },
        { run: ["notify", "example.com/a", "x=3"], stdout: "Recorded notice 1\n" },
        { run: ["notify", "example.com/b"], stdout: "Recorded notice 2\n" },
        {
          run: ["notices"],
          stdout: lines(
            "ID   User  Type    Key            First               Repeated            Occurrences",
            "1    {n}     custom  example.com/a  {when}  {when}  2",
            "2    {n}     custom  example.com/b  {when}  {when}  1",
          ),
        },
        {
          send: "GET /v1/notices/1",
          ...sync({
            id: "1",
            "user-id": "{n}",
            type: "custom",
            key: "example.com/a",
            "first-occurred": "{time}",
            "last-occurred": "{time}",
            "last-repeated": "{time}",
            occurrences: 2,
            "last-data": { x: "3", y: "{absent}" },
            "expire-after": "168h0m0s",
            "repeat-after": "{absent}",
          }),
        },
        { send: "GET /v1/notices/9", ...failure(404, { message: 'cannot find notice with ID "9"' }) },
      ],
    },
    {
      name: "one notice is shown as YAML, by id or by type and key",
      steps: [
        { run: ["notify", "example.com/a", "x=1"], stdout: "Recorded notice 1\n" },
        {
          run: ["notice", "1"],
          stdout: lines(
            'id: "1"',
            "user-id: {n}",
            "type: custom",
            "key: example.com/a",
            "first-occurred: {time}",
            "last-occurred: {time}",
            "last-repeated: {time}",
            "occurrences: 1",
            "last-data:",
            '    x: "1"',
            "expire-after: 168h0m0s",
          ),
        },
        { run: ["notice", "custom", "example.com/a"], stdout: 'id: "1"\n{any}' },
        { run: ["notice", "7"], code: 1, stderr: 'error: cannot find notice with ID "7"\n' },
        {
          run: ["notice", "custom", "example.com/b"],
          code: 1,
          stderr: 'error: cannot find custom notice with key "example.com/b"\n',
        },
      ],
    },
    {
      name: "the API answers with the id",
      steps: [
        { send: "POST /v1/notices", body: add("example.com/a", { data: { x: "1" } }), ...sync({ id: "1" }) },
        { send: "POST /v1/notices", body: add("example.com/a"), ...sync({ id: "1" }) },
        { send: "GET /v1/notices/1", ...sync({ occurrences: 2, "last-data": "{absent}" }) },
      ],
    },
    {
      name: "notices are filtered by type, key and time",
      steps: [
        { run: ["notify", "example.com/a"], stdout: "{any}" },
        { run: ["notify", "example.com/b"], stdout: "{any}" },
        { run: ["replan"] },
        {
          send: "GET /v1/notices?types=change-update",
          ...sync([{ type: "change-update", key: "1", "user-id": null, "last-data": { kind: "replan" } }]),
        },
        {
          send: "GET /v1/notices?types=custom",
          ...sync([{ key: "example.com/a" }, { key: "example.com/b" }]),
        },
        { send: "GET /v1/notices?keys=example.com/b,1", ...sync([{ id: "2" }, { id: "3" }]) },
        { send: "GET /v1/notices?keys=none", ...sync([]) },
        { send: "GET /v1/notices?after=2999-01-01T00:00:00Z", ...sync([]) },
        {
          send: "GET /v1/notices?after=2000-01-01T00:00:00Z&types=custom",
          ...sync([{ id: "1" }, { id: "2" }]),
        },
        { send: "GET /v1/notices?types=nope", ...sync([]) },
        {
          send: "GET /v1/notices?after=soon",
          ...failure(400, { message: 'invalid "after" timestamp: {any}' }),
        },
        { run: ["notices", "--key=example.com/b"], stdout: "{any}example.com/b{any}" },
        { run: ["notices", "--type=nope"], stderr: "No matching notices.\n" },
      ],
    },
    {
      name: "within repeat-after a notice occurs without repeating",
      steps: [
        { run: ["notify", "--repeat-after=1h", "example.com/a", "n=1"], stdout: "Recorded notice 1\n" },
        { send: "GET /v1/notices/1", ...sync({ "repeat-after": "1h0m0s", occurrences: 1 }) },
        { run: ["notices"], stdout: "{any}" },
        { run: ["notify", "--repeat-after=1h", "example.com/a", "n=2"], stdout: "Recorded notice 1\n" },
        { send: "GET /v1/notices/1", ...sync({ occurrences: 2, "last-data": { n: "2" } }) },
      ],
    },
    {
      name: "keys and data that cannot be are refused",
      steps: [
        {
          send: "POST /v1/notices",
          body: add("bad"),
          ...failure(400, { message: 'invalid key "bad" (must be in "example.com/path" format)' }),
        },
        {
          send: "POST /v1/notices",
          body: add("Example.com/a"),
          ...failure(400, { message: 'invalid key "Example.com/a" (must be in "example.com/path" format)' }),
        },
        {
          send: "POST /v1/notices",
          body: add(`example.com/${"a".repeat(300)}`),
          ...failure(400, { message: "key must be 256 bytes or less" }),
        },
        {
          send: "POST /v1/notices",
          body: add("example.com/a", { data: { x: "a".repeat(5000) } }),
          ...failure(400, { message: "total size of data must be 4096 bytes or less" }),
        },
        {
          send: "POST /v1/notices",
          body: { action: "add", type: "warning", key: "a.b/c" },
          ...failure(400, { message: 'invalid type "warning" (can only add "custom" notices)' }),
        },
        {
          send: "POST /v1/notices",
          body: { action: "dance" },
          ...failure(400, { message: 'invalid action "dance"' }),
        },
        {
          send: "POST /v1/notices",
          body: add("a.b/c", { "repeat-after": "soon" }),
          ...failure(400, { message: 'invalid repeat-after: time: invalid duration "soon"' }),
        },
        { run: ["notify", "bad"], code: 1, stderr: "error: {any}" },
        { run: ["notify", "example.com/a", "nokey"], code: 1, stderr: "error: {any}" },
      ],
    },
    {
      name: "waiting without a new notice ends after the timeout",
      steps: [
        { send: "GET /v1/notices?timeout=50ms", ...sync([]) },
        {
          send: "GET /v1/notices?timeout=soon",
          ...failure(400, { message: 'invalid timeout: time: invalid duration "soon"' }),
        },
      ],
    },
  ],
};
