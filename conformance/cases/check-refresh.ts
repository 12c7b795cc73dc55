import type { CaseList, RequestStep } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

/** A check that is well when the file `up` is there. */
const switched = {
  "layers/001-base.yaml": lines(
    "checks:",
    "  a: {override: replace, level: ready, period: 1h, threshold: 2, exec: {command: test -e up}}",
  ),
};

const refresh = (error: string | undefined, info: Readonly<Record<string, unknown>> = {}): RequestStep => ({
  send: "POST /v1/checks/refresh",
  body: { name: "a" },
  ...sync({ error: error ?? "{absent}", info: { name: "a", ...info } }),
});

/** What is seen of it afterwards: the answer to a refresh may be older than what came of it. */
const seen = (info: Readonly<Record<string, unknown>>): RequestStep => ({
  send: "GET /v1/checks",
  ...sync([{ name: "a", ...info }]),
  eventually: true,
});

const change = (id: number, result: Readonly<Record<string, unknown>>): RequestStep => ({
  send: `GET /v1/changes/${id}`,
  ...sync(result),
  eventually: true,
});

const switchOn = { run: ["push", "layers/001-base.yaml", "{dir}/up"] };

/** Refreshing checks: it runs them at once, and what it counts shows how a check lives. */
export const checkRefresh: CaseList = {
  noun: "check-refresh",
  cases: [
    {
      name: "failures are counted in a row, from the threshold on the check is down",
      files: switched,
      steps: [
        refresh("exit status 1"),
        seen({ status: "up", successes: 0, failures: 1, "change-id": "1", "prev-change-id": "{absent}" }),
        refresh("exit status 1"),
        seen({ status: "down", successes: 0, failures: 2, "change-id": "2", "prev-change-id": "1" }),
        refresh("exit status 1"),
        seen({ status: "down", successes: 0, failures: 3, "change-id": "2", "prev-change-id": "1" }),
        change(1, {
          kind: "perform-check",
          summary: 'Perform exec check "a"',
          status: "Error",
          ready: true,
          data: "{absent}",
          err:
            "cannot perform the following tasks:\n" +
            '- Perform exec check "a" (exit status 1)\n- Perform exec check "a" (exit status 1)',
          tasks: [
            {
              kind: "perform-check",
              status: "Error",
              log: ["{time} ERROR exit status 1", "{time} ERROR exit status 1"],
              progress: { label: "", done: 1, total: 1 },
            },
          ],
        }),
        change(2, {
          kind: "recover-check",
          summary: 'Recover exec check "a"',
          status: "Doing",
          ready: false,
          tasks: [{ status: "Doing", log: ["{time} ERROR exit status 1"] }],
        }),
      ],
    },
    {
      name: "one success brings a check up, and counts anew; the next one does not count",
      files: switched,
      steps: [
        refresh("exit status 1"),
        refresh("exit status 1"),
        seen({ status: "down" }),
        switchOn,
        refresh(undefined),
        seen({ status: "up", successes: 1, failures: "{absent}", "change-id": "3", "prev-change-id": "2" }),
        change(2, { status: "Done", err: "{absent}" }),
        refresh(undefined),
        seen({ status: "up", successes: 1 }),
        refresh(undefined),
        seen({ status: "up", successes: 2, "change-id": "3" }),
        change(3, { kind: "perform-check", status: "Doing", tasks: [{ log: "{absent}" }] }),
      ],
    },
    {
      name: "a success in between makes failures start anew, and keeps what was counted",
      files: switched,
      steps: [
        switchOn,
        refresh(undefined),
        refresh(undefined),
        { run: ["rm", "{dir}/up"] },
        refresh("exit status 1"),
        seen({ successes: 2, failures: 1 }),
        switchOn,
        refresh(undefined),
        seen({ successes: 3, failures: "{absent}", "change-id": "1" }),
      ],
    },
    {
      name: "a change keeps the last ten failures",
      files: switched,
      steps: [
        ...Array.from({ length: 13 }, () => refresh("exit status 1")),
        seen({ failures: 13 }),
        change(2, { tasks: [{ log: Array.from({ length: 10 }, () => "{time} ERROR exit status 1") }] }),
      ],
    },
    {
      name: "notices tell of each change of a check, with the check's name",
      files: switched,
      steps: [
        refresh("exit status 1"),
        refresh("exit status 1"),
        seen({ status: "down" }),
        {
          send: "GET /v1/notices?types=change-update&keys=1",
          ...sync([{ key: "1", occurrences: 4, "last-data": { "check-name": "a", kind: "perform-check" } }]),
          eventually: true,
        },
        {
          send: "GET /v1/notices?types=change-update&keys=2",
          ...sync([{ key: "2", occurrences: 2, "last-data": { "check-name": "a", kind: "recover-check" } }]),
          eventually: true,
        },
      ],
    },
    {
      name: "a check that is not active is run, and nothing is counted",
      files: {
        "layers/001-base.yaml": lines(
          "checks:",
          "  a: {override: replace, startup: disabled, period: 1h, threshold: 1, exec: {command: test -e up}}",
        ),
      },
      steps: [
        refresh("exit status 1", {
          status: "inactive",
          successes: 0,
          failures: "{absent}",
          "change-id": "{absent}",
        }),
        switchOn,
        refresh(undefined, { status: "inactive", successes: 0 }),
        { send: "GET /v1/changes?select=all", ...sync([]) },
      ],
    },
    {
      name: "a threshold below one is hit by the first failure",
      files: {
        "layers/001-base.yaml": lines(
          "checks: {a: {override: replace, period: 1h, threshold: -1, exec: {command: 'false'}}}",
        ),
      },
      steps: [refresh("exit status 1"), seen({ status: "down", failures: 1, threshold: -1 })],
    },
    {
      name: "a check that is unknown or not named is refused",
      files: switched,
      steps: [
        {
          send: "POST /v1/checks/refresh",
          body: {},
          ...failure(400, { message: "must specify check name" }),
        },
        {
          send: "POST /v1/checks/refresh",
          body: { name: 'no "x"' },
          ...failure(404, { message: 'cannot find check with name "no \\"x\\""' }),
        },
        {
          send: "GET /v1/checks/refresh",
          ...failure(405, { message: 'method "GET" not allowed' }),
        },
      ],
    },
    {
      name: "a check whose change is aborted is stopped, and can be started again",
      files: switched,
      steps: [
        {
          send: "POST /v1/changes/1",
          body: { action: "abort" },
          ...sync({ kind: "perform-check", status: "Abort" }),
        },
        seen({ status: "inactive", "change-id": "{absent}" }),
        change(1, { status: "Done" }),
        { send: "POST /v1/checks", body: { action: "start", checks: ["a"] }, ...sync({ changed: ["a"] }) },
        seen({ status: "up", "change-id": "2" }),
        refresh("exit status 1"),
      ],
      except: {
        target: "pebble",
        kind: "differs on purpose",
        reason:
          "it goes on showing the check as up, never answers a refresh of it, and ends when it is stopped",
      },
    },
  ],
};
