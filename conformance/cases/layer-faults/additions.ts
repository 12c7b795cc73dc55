import type { ConformanceCase, RequestStep } from "../../case.ts";
import { failure, sync } from "../../replies.ts";

const base =
  "services:\n  a: {override: replace, command: sleep 1}\nchecks:\n  up: {override: replace, tcp: {port: 80}}\n";

const request = (
  layer: string,
  more: Readonly<Record<string, unknown>> = {},
): Omit<RequestStep, "status"> => ({
  send: "POST /v1/layers",
  body: { action: "add", label: "more", format: "yaml", layer, ...more },
});

const accepted = (layer: string, more: Readonly<Record<string, unknown>> = {}): RequestStep => ({
  ...request(layer, more),
  ...sync(true),
});

/** A layer that is refused because of those that are there already. */
const refusedOver = (
  name: string,
  steps: readonly RequestStep[],
  refused: {
    readonly layer: string;
    readonly more?: Readonly<Record<string, unknown>>;
    readonly message: string;
  },
): ConformanceCase => ({
  name,
  files: { "layers/001-base.yaml": base },
  steps: [...steps, { ...request(refused.layer, refused.more), ...failure(400, refused) }],
});

/** Layers that do not fit to those that are there. */
export const additionFaults: readonly ConformanceCase[] = [
  refusedOver("a merge that gives a check a second way to check is refused", [], {
    layer: "checks: {up: {override: merge, exec: {command: 'true'}}}\n",
    message: 'plan must specify one of "http", "tcp", or "exec" for check "up"',
  }),
  refusedOver("a replacement that leaves a service without command is refused", [], {
    layer: "services: {a: {override: replace, summary: x}}\n",
    message: 'plan must define "command" for service "a"',
  }),
  refusedOver("a replacement that leaves a check without a way to check is refused", [], {
    layer: "checks: {up: {override: replace, level: alive}}\n",
    message: 'plan must specify one of "http", "tcp", or "exec" for check "up"',
  }),
  refusedOver(
    "a loop that only two layers together make is refused",
    [accepted("services: {b: {override: replace, command: sleep 2, after: [a]}}\n", { label: "first" })],
    {
      layer: "services: {a: {override: merge, after: [b]}}\n",
      message: "services in before/after loop: a, b",
    },
  ),
  refusedOver("a merge that requires an unknown service is refused", [], {
    layer: "services: {a: {override: merge, requires: [b]}}\n",
    message: 'service "b" does not exist',
  }),
  refusedOver("a label that is there is refused without combine", [accepted("summary: x\n")], {
    layer: "summary: y\n",
    message: 'layer "more" already exists',
  }),
  refusedOver("a layer to combine whose entry has no override is refused", [], {
    layer: "services: {a: {summary: x}}\n",
    more: { label: "base", combine: true },
    message: 'layer "base" must define "override" for service "a"',
  }),
  refusedOver("a layer to combine whose entry has an unknown override is refused", [], {
    layer: "checks: {up: {override: add}}\n",
    more: { label: "base", combine: true },
    message: 'layer "base" has invalid "override" value for check "up"',
  }),
  refusedOver("a layer to combine with a text that cannot be read is refused", [], {
    layer: "services: [a]\n",
    more: { label: "base", combine: true },
    message: `cannot parse layer YAML: cannot parse layer "base" section "services": yaml: unmarshal errors:
  line 1: cannot unmarshal !!seq into map[string]*plan.Service`,
  }),
  refusedOver("a new workload is refused", [], {
    layer: "workloads: {w: {override: replace, user: root}}\n",
    message: 'cannot change immutable section "workloads"',
  }),
  {
    ...refusedOver("a workload that is changed is refused", [], {
      layer: "workloads: {w: {override: merge, environment: {A: b}}}\n",
      message: 'cannot change immutable section "workloads"',
    }),
    files: { "layers/001-base.yaml": "workloads: {w: {override: replace, user: root}}\n" },
  },
  refusedOver("an empty label is refused", [], {
    layer: "",
    more: { label: "" },
    message: "label must be set",
  }),
  refusedOver("a label with the reserved prefix is refused", [], {
    layer: "",
    more: { label: "pebble-x" },
    message: 'cannot parse layer YAML: cannot use reserved label prefix "pebble-"',
  }),
  refusedOver("another format than yaml is refused", [], {
    layer: "",
    more: { format: "json" },
    message: 'invalid format "json"',
  }),
  refusedOver("another action than add is refused", [], {
    layer: "",
    more: { action: "remove" },
    message: 'invalid action "remove"',
  }),
  {
    name: "a layer that would not come on top is refused without inner",
    files: { "layers/001-base.d/001-one.yaml": base, "layers/002-top.yaml": "summary: x\n" },
    steps: [
      {
        ...request("summary: x\n", { label: "base/two" }),
        ...failure(500, { message: "cannot insert sub-directory layer without 'inner' attribute set" }),
      },
      accepted("summary: x\n", { label: "base/two", inner: true }),
    ],
  },
];
