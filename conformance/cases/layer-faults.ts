import type { CaseList } from "../case.ts";
import { failure } from "../replies.ts";

function add(layer: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { action: "add", label: "more", format: "yaml", layer, ...more };
}

/** Layers that are refused, and with which words. */
export const layerFaults: CaseList = {
  noun: "layer faults",
  cases: [
    {
      name: "a layer without override is refused and changes nothing",
      steps: [
        {
          send: "POST /v1/layers",
          body: add("services: {a: {command: sleep 1}}"),
          ...failure(400, {
            message: 'layer "more" must define "override" for service "a"',
          }),
        },
        { run: ["plan"], stdout: "{}\n" },
      ],
    },
    {
      name: "a service without command is refused",
      steps: [
        {
          send: "POST /v1/layers",
          body: add("services: {a: {override: replace}}"),
          ...failure(400, { message: 'plan must define "command" for service "a"' }),
        },
      ],
    },
    {
      name: "requires of an unknown service is refused",
      steps: [
        {
          send: "POST /v1/layers",
          body: add("services: {a: {override: replace, command: sleep 1, requires: [b]}}"),
          ...failure(400, { message: 'service "b" does not exist' }),
        },
      ],
    },
    {
      name: "a loop of before and after is refused",
      steps: [
        {
          send: "POST /v1/layers",
          body: add(
            "services: {b: {override: replace, command: x, after: [a]}, a: {override: replace, command: x, after: [b]}}",
          ),
          ...failure(400, { message: "services in before/after loop: a, b" }),
        },
      ],
    },
    {
      name: "an unknown field is refused",
      steps: [
        {
          send: "POST /v1/layers",
          body: add("services: {a: {override: replace, command: x, comand: y}}"),
          ...failure(400, {
            message:
              'cannot parse layer YAML: cannot parse layer "more" section "services": {any}comand not found{any}',
          }),
        },
        {
          send: "POST /v1/layers",
          body: add("servces: {}"),
          ...failure(400, { message: "cannot parse layer YAML: cannot parse layer{any}servces{any}" }),
        },
      ],
    },
    {
      name: "values out of range are refused",
      steps: [
        {
          send: "POST /v1/layers",
          body: add("services: {a: {override: maybe, command: x}}"),
          ...failure(400, { message: 'layer "more" has invalid "override" value for service "a"' }),
        },
        {
          send: "POST /v1/layers",
          body: add("services: {a: {override: replace, command: x, on-success: dance}}"),
          ...failure(400, {
            message: 'cannot parse layer YAML: plan service "a" on-success action "dance" invalid',
          }),
        },
        {
          send: "POST /v1/layers",
          body: add("services: {a: {override: replace, command: x, kill-delay: 5}}"),
          ...failure(400, {
            message:
              'cannot parse layer YAML: cannot parse layer "more" section "services": invalid duration "5"',
          }),
        },
        {
          send: "POST /v1/layers",
          body: add("checks: {a: {override: replace}}"),
          ...failure(400, { message: 'plan must specify one of "http", "tcp", or "exec" for check "a"' }),
        },
        {
          send: "POST /v1/layers",
          body: add("checks: {a: {override: replace, tcp: {port: 1}, exec: {command: x}}}"),
          ...failure(400, { message: 'plan must specify one of "http", "tcp", or "exec" for check "a"' }),
        },
      ],
    },
    {
      name: "a request that is incomplete is refused",
      steps: [
        {
          send: "POST /v1/layers",
          body: { action: "x" },
          ...failure(400, { message: 'invalid action "x"' }),
        },
        {
          send: "POST /v1/layers",
          body: add("", { label: "" }),
          ...failure(400, { message: "label must be set" }),
        },
        {
          send: "POST /v1/layers",
          body: add("", { format: "json" }),
          ...failure(400, { message: 'invalid format "json"' }),
        },
        {
          send: "POST /v1/layers",
          body: add("", { label: "pebble-x" }),
          ...failure(400, { message: 'cannot parse layer YAML: cannot use reserved label prefix "pebble-"' }),
        },
      ],
    },
  ],
};
