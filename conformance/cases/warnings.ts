import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";

const notice = (id: string, fields: Readonly<Record<string, unknown>>) => ({
  id,
  "user-id": null,
  "first-occurred": "2026-11-20T10:00:00Z",
  "last-occurred": "2026-11-20T10:00:00Z",
  "last-repeated": `2026-11-20T10:00:0${id}.5Z`,
  occurrences: 1,
  "expire-after": "87600h0m0s",
  ...fields,
});

const long =
  "a <long> text that goes on and on until it has to be wrapped at the end of the line, after eighty columns";

/** No command and no request makes a warning: it has to be in the state that the daemon finds. */
const files = {
  ".pebble.state": JSON.stringify({
    data: { "patch-level": 2, "patch-sublevel": 0 },
    changes: {},
    tasks: {},
    notices: [
      notice("1", { type: "warning", key: "the disk is nearly full", "repeat-after": "24h0m0s" }),
      notice("2", { type: "warning", key: long }),
      notice("3", { type: "custom", key: "example.com/x" }),
    ],
    "last-change-id": 0,
    "last-task-id": 0,
    "last-lane-id": 0,
    "last-notice-id": 3,
  }),
};

const hint = "WARNING: There are new warnings. See '{prog} warnings'.\n";

const listed = lines(
  "last-occurrence:  2026-11-20T10:00:00Z",
  "warning: |",
  "  the disk is nearly full",
  "---",
  "last-occurrence:  2026-11-20T10:00:00Z",
  "warning: |",
  "  a <long> text that goes on and on until it has to be wrapped at the end of the",
  "  line, after eighty columns",
);

/** Warnings of the daemon, and what was acknowledged of them and of notices. */
export const warnings: CaseList = {
  noun: "warnings",
  cases: [
    {
      name: "warnings are listed until they are acknowledged",
      files,
      steps: [
        { run: ["warnings", "--abs-time"], stdout: listed },
        { run: ["okay", "--warnings"] },
        { run: ["warnings"], stderr: "No further warnings.\n" },
        { run: ["warnings", "--all", "--abs-time"], stdout: listed },
      ],
    },
    {
      name: "without a daemon the error says what was wanted",
      daemon: "none",
      steps: [
        {
          run: ["warnings"],
          code: 1,
          stderr:
            'error: cannot get notices: cannot communicate with server: Get "http://localhost/v1/notices?types=warning": socket "{dir}/.pebble.socket" not found\n',
        },
      ],
    },
    {
      name: "with --verbose a warning has all its times",
      files,
      steps: [
        {
          run: ["warnings", "--verbose", "--abs-time"],
          stdout: `${lines(
            "first-occurrence:  2026-11-20T10:00:00Z",
            "last-occurrence:   2026-11-20T10:00:00Z",
            "last-repeated:     2026-11-20T10:00:01Z",
            "repeats-after:     1d00h",
            "expires-after:     {any}",
            "warning: |",
            "  the disk is nearly full",
          )}---\n{any}`,
        },
      ],
    },
    {
      name: "warnings as JSON have their signs escaped",
      files,
      steps: [
        {
          run: ["warnings", "--format", "json"],
          stdout: '{"warnings":[{"id":"1",{any}"key":"a \\u003clong\\u003e text{any}}]}\n',
        },
      ],
    },
    {
      name: "commands tell of warnings that have not been listed",
      files,
      steps: [
        { run: ["services"], stderr: `Plan has no services.\n${hint}` },
        {
          run: ["start", "none"],
          code: 1,
          stderr: 'error: cannot start services: service "none" does not exist\n',
        },
        { run: ["warnings", "--abs-time"], stdout: listed },
        { run: ["services"], stderr: "Plan has no services.\n" },
      ],
    },
    {
      name: "answers tell when the newest warning repeated, errors do not",
      files,
      steps: [
        { send: "GET /v1/services", status: 200, json: { "latest-warning": "2026-11-20T10:00:02.5Z" } },
        { send: "GET /v1/nothing", status: 404, json: { "latest-warning": "{absent}" } },
      ],
    },
    {
      name: "notices are listed until they are acknowledged, long keys cut in the middle",
      files,
      steps: [
        {
          run: ["notices", "--abs-time"],
          stdout: lines(
            "ID   User    Type     Key                               First                 Repeated              Occurrences",
            "1    public  warning  the disk is nearly full           2026-11-20T10:00:00Z  2026-11-20T10:00:01Z  1",
            "2    public  warning  a <long> text ... eighty columns  2026-11-20T10:00:00Z  2026-11-20T10:00:02Z  1",
            "3    public  custom   example.com/x                     2026-11-20T10:00:00Z  2026-11-20T10:00:03Z  1",
          ),
          stderr: hint,
        },
        { run: ["okay"] },
        { run: ["notices"], stderr: `No matching notices.\n${hint}` },
        { run: ["notify", "example.com/x"], stdout: "Recorded notice {n}\n", stderr: hint },
        {
          run: ["notices", "--abs-time"],
          stdout: lines(
            "ID   User  Type    Key            First                 Repeated              Occurrences",
            "{n}    0     custom  example.com/x  {any}  1",
          ),
          stderr: hint,
        },
      ],
    },
    {
      name: "nothing can be acknowledged before it was listed",
      steps: [
        { run: ["warnings"], stderr: "No warnings.\n" },
        { run: ["notices"], stderr: "No matching notices.\n" },
        {
          run: ["okay"],
          code: 1,
          stderr:
            "error: no notices or warnings have been listed; try '{prog} notices' or '{prog} warnings'\n",
        },
        {
          run: ["okay", "--warnings"],
          code: 1,
          stderr: "error: no warnings have been listed; try '{prog} warnings'\n",
        },
        { run: ["okay", "extra"], code: 1, stderr: "error: too many arguments for command\n" },
        {
          run: ["warnings", "--unicode=bad"],
          code: 1,
          stderr:
            "error: Invalid value `bad' for option `--unicode'. Allowed values are: auto, never or always\n",
        },
      ],
    },
  ],
};
