import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { failure, sync } from "../replies.ts";

const base = lines(
  "services:",
  "  web:",
  "    override: replace",
  "    summary: The web",
  "    command: sleep 1000",
  "    environment: {A: one, B: two}",
  "    after: [db]",
  "  db:",
  "    override: replace",
  "    command: sleep 1001",
);

function add(layer: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { action: "add", label: "more", format: "yaml", layer, ...more };
}

/** Adding layers, and how they combine. */
export const layers: CaseList = {
  noun: "layers",
  cases: [
    {
      name: "a layer that is added is in the plan",
      files: { "new.yaml": "services: {web: {override: replace, command: sleep 1}}\n" },
      steps: [
        { run: ["add", "first", "new.yaml"], stdout: 'Layer "first" added successfully from "new.yaml"\n' },
        {
          run: ["plan"],
          stdout: lines("services:", "    web:", "        override: replace", "        command: sleep 1"),
        },
      ],
    },
    {
      name: "a label that exists is refused without combine",
      files: { "layers/001-base.yaml": base, "new.yaml": "summary: new\n" },
      steps: [
        { run: ["add", "base", "new.yaml"], code: 1, stderr: 'error: layer "base" already exists\n' },
        {
          run: ["add", "--combine", "base", "new.yaml"],
          stdout: 'Layer "base" added successfully from "new.yaml"\n',
        },
      ],
    },
    {
      name: "override merge adds to what is below",
      files: { "layers/001-base.yaml": base },
      steps: [
        {
          send: "POST /v1/layers",
          body: add(
            "services: {web: {override: merge, environment: {B: three, C: four}, after: [cache], startup: enabled}}",
          ),
          ...sync(true),
        },
        {
          run: ["plan"],
          stdout: lines(
            "services:",
            "    db:",
            "        override: replace",
            "        command: sleep 1001",
            "    web:",
            "        summary: The web",
            "        startup: enabled",
            "        override: replace",
            "        command: sleep 1000",
            "        after:",
            "            - db",
            "            - cache",
            "        environment:",
            "            A: one",
            "            B: three",
            "            C: four",
          ),
        },
      ],
    },
    {
      name: "override replace forgets what is below",
      files: { "layers/001-base.yaml": base },
      steps: [
        {
          send: "POST /v1/layers",
          body: add("services: {web: {override: replace, command: sleep 2}}"),
          ...sync(true),
        },
        {
          run: ["plan"],
          stdout: lines(
            "services:",
            "    db:",
            "        override: replace",
            "        command: sleep 1001",
            "    web:",
            "        override: replace",
            "        command: sleep 2",
          ),
        },
      ],
    },
    {
      name: "combine changes the layer of that label in its place",
      steps: [
        {
          send: "POST /v1/layers",
          body: add("services: {a: {override: replace, command: sleep 1}}", { label: "low" }),
          ...sync(true),
        },
        {
          send: "POST /v1/layers",
          body: add("services: {a: {override: replace, command: sleep 2}}", { label: "high" }),
          ...sync(true),
        },
        {
          send: "POST /v1/layers",
          body: add(
            "services: {a: {override: replace, command: sleep 3}, b: {override: replace, command: sleep 4}}",
            {
              label: "low",
              combine: true,
            },
          ),
          ...sync(true),
        },
        {
          run: ["plan"],
          stdout: lines(
            "services:",
            "    a:",
            "        override: replace",
            "        command: sleep 2",
            "    b:",
            "        override: replace",
            "        command: sleep 4",
          ),
        },
      ],
    },
    {
      name: "files are combined in the order of their numbers",
      files: {
        "layers/010-high.yaml": "services: {a: {override: merge, user-id: 0, group-id: 0}}\n",
        "layers/002-low.yaml": "services: {a: {override: replace, command: sleep 1, working-dir: /tmp}}\n",
        "layers/notes.txt": "not a layer",
      },
      steps: [
        {
          run: ["plan"],
          stdout: lines(
            "services:",
            "    a:",
            "        override: replace",
            "        command: sleep 1",
            "        user-id: 0",
            "        group-id: 0",
            "        working-dir: /tmp",
          ),
        },
      ],
    },
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
