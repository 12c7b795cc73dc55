import type { CaseList } from "../case.ts";
import { lines } from "../lines.ts";
import { sync } from "../replies.ts";

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
  ],
};
