import type { CaseList, RequestStep } from "../case.ts";
import { lines } from "../lines.ts";
import { async, sync } from "../replies.ts";

const base = {
  "layers/001-base.yaml": lines(
    "services:",
    "  web: {override: replace, command: sleep 1000, environment: {A: b}}",
    "checks:",
    "  a: {override: replace, period: 1h, exec: {command: 'true', service-context: web}}",
  ),
};

const add = (label: string, layer: string): RequestStep => ({
  send: "POST /v1/layers",
  body: { action: "add", label, format: "yaml", layer },
  ...sync(true),
});

const seen = (info: Readonly<Record<string, unknown>>): RequestStep => ({
  send: "GET /v1/checks?names=a",
  ...sync([{ name: "a", ...info }]),
  eventually: true,
});

const refresh: RequestStep = {
  send: "POST /v1/checks/refresh",
  body: { name: "a" },
  ...sync({ info: { name: "a" } }),
};

const replan: RequestStep = {
  send: "POST /v1/services",
  body: { action: "replan", services: [] },
  ...async("{n}"),
};

const stop: RequestStep = {
  send: "POST /v1/checks",
  body: { action: "stop", checks: ["a"] },
  ...sync({ changed: ["a"] }),
};

const ranOnce = [refresh, seen({ successes: 1, "change-id": "1" })];

/** What layers, replan and a restart do to checks. */
export const checkPlans: CaseList = {
  noun: "check-plans",
  cases: [
    {
      name: "a check that a layer leaves as it was goes on",
      files: base,
      steps: [
        ...ranOnce,
        add("same", "checks: {a: {override: merge}}"),
        add("other", "services: {db: {override: replace, command: sleep 1}}"),
        replan,
        seen({ successes: 1, "change-id": "1" }),
      ],
    },
    {
      name: "a check that a layer changes starts anew",
      files: base,
      steps: [
        ...ranOnce,
        add("more", "checks: {a: {override: merge, threshold: 5}}"),
        seen({ successes: 0, threshold: 5, "change-id": "2", "prev-change-id": "{absent}" }),
        { send: "GET /v1/changes/1", ...sync({ status: "Done" }), eventually: true },
        add("type", "checks: {a: {override: replace, tcp: {port: 1}}}"),
        seen({ threshold: 3, "change-id": "3" }),
        { send: "GET /v1/changes/3", ...sync({ summary: 'Perform TCP check "a"' }) },
      ],
    },
    {
      name: "a check starts anew when the service that it has its context from changes",
      files: base,
      steps: [
        ...ranOnce,
        add("more", "services: {web: {override: merge, environment: {A: c}}}"),
        seen({ successes: 0, "change-id": "2" }),
      ],
    },
    {
      name: "a check that a layer disables goes on as it was, until it is stopped",
      files: base,
      steps: [
        ...ranOnce,
        add("off", "checks: {a: {override: merge, startup: disabled, threshold: 7}}"),
        seen({ startup: "enabled", successes: 1, threshold: 3, "change-id": "1" }),
        replan,
        seen({ startup: "enabled", successes: 1, threshold: 3, "change-id": "1" }),
        stop,
        seen({
          startup: "disabled",
          status: "inactive",
          successes: 1,
          threshold: 7,
          "change-id": "{absent}",
        }),
        replan,
        seen({ startup: "disabled", status: "inactive" }),
      ],
    },
    {
      name: "a check that was disabled starts when a layer enables it",
      files: {
        "layers/001-base.yaml": lines(
          "checks: {a: {override: replace, startup: disabled, period: 1h, exec: {command: 'true'}}}",
        ),
      },
      steps: [
        seen({ status: "inactive", startup: "disabled" }),
        add("on", "checks: {a: {override: merge, startup: enabled}}"),
        seen({ status: "up", startup: "enabled", "change-id": "1" }),
      ],
    },
    {
      name: "a check that was stopped is started by the next replan",
      files: base,
      steps: [
        ...ranOnce,
        stop,
        seen({ status: "inactive", successes: 1 }),
        replan,
        seen({ status: "up", successes: 0 }),
      ],
    },
    {
      name: "a check that was stopped is started by the next layer, whatever it is about",
      files: base,
      steps: [...ranOnce, stop, add("other", "summary: nothing"), seen({ status: "up", successes: 0 })],
    },
    {
      name: "a disabled check that was started by hand starts anew when it changes, and is stopped by nobody else",
      files: {
        "layers/001-base.yaml": lines(
          "checks: {a: {override: replace, startup: disabled, period: 1h, exec: {command: 'true'}}}",
        ),
      },
      steps: [
        { send: "POST /v1/checks", body: { action: "start", checks: ["a"] }, ...sync({ changed: ["a"] }) },
        ...ranOnce,
        replan,
        seen({ status: "up", successes: 1, "change-id": "1" }),
        add("more", "checks: {a: {override: merge, threshold: 9}}"),
        seen({ status: "up", successes: 0, threshold: 9, startup: "disabled" }),
      ],
    },
    {
      name: "after a restart checks start anew, and those that were started by hand do not",
      files: {
        "layers/001-base.yaml": lines(
          "checks:",
          "  a: {override: replace, period: 1h, exec: {command: 'true'}}",
          "  off: {override: replace, startup: disabled, period: 1h, exec: {command: 'true'}}",
        ),
      },
      steps: [
        ...ranOnce,
        {
          send: "POST /v1/checks",
          body: { action: "start", checks: ["off"] },
          ...sync({ changed: ["off"] }),
        },
        { restart: "SIGTERM" },
        seen({ status: "up", successes: 0, "change-id": "3" }),
        { send: "GET /v1/checks?names=off", ...sync([{ status: "inactive", "change-id": "{absent}" }]) },
        { send: "GET /v1/changes/1", ...sync({ status: "Done", ready: true }) },
        { send: "GET /v1/changes/2", ...sync({ status: "Done", ready: true }) },
      ],
    },
    {
      name: "after a daemon was killed the changes of its checks are on hold",
      files: base,
      steps: [
        ...ranOnce,
        // Changes are on disk a tenth of a second later.
        { run: ["exec", "sleep", "0.5"] },
        { restart: "SIGKILL" },
        seen({ status: "up", successes: 0, "change-id": "{n}" }),
        { send: "GET /v1/changes/1", ...sync({ status: "Hold", ready: true }) },
      ],
    },
  ],
};
