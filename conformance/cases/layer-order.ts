import type { CaseList, ConformanceCase, RequestStep } from "../case.ts";
import { planOf } from "../plan-of.ts";
import { sync } from "../replies.ts";

/** A layer that says in the summary of service `a` that it came last, and in its list that it was there. */
const mark = (name: string): string =>
  `services: {a: {override: merge, command: x, summary: ${name}, after: [${name}]}}\n`;

const marked = (...names: readonly string[]): string =>
  [
    "services:",
    "    a:",
    `        summary: ${names.at(-1)}`,
    "        override: merge",
    "        command: x",
    "        after:",
    ...names.map((name) => `            - ${name}`),
    "",
  ].join("\n");

const add = (label: string, name: string, more: Readonly<Record<string, unknown>> = {}): RequestStep => ({
  send: "POST /v1/layers",
  body: { action: "add", label, format: "yaml", layer: mark(name), ...more },
  ...sync(true),
});

const ordered = (
  name: string,
  files: Readonly<Record<string, string>>,
  { steps = [], plan }: { readonly steps?: readonly RequestStep[]; readonly plan: readonly string[] },
): ConformanceCase => ({
  name,
  files,
  steps: [...steps, { run: ["plan"], stdout: marked(...plan) }],
});

const low = { "layers/001-low.yaml": mark("low") };
const inner = {
  "layers/001-low.yaml": mark("low"),
  "layers/002-mid.d/005-two.yaml": mark("two"),
  "layers/002-mid.d/001-one.yaml": mark("one"),
  "layers/003-top.yaml": mark("top"),
};

const ofFiles: readonly ConformanceCase[] = [
  ordered("inner layers are in the place of their directory, in the order of their numbers", inner, {
    plan: ["low", "one", "two", "top"],
  }),
  ordered(
    "numbers of inner layers do not count outside of their directory",
    { "layers/001-low.d/999-end.yaml": mark("end"), "layers/002-top.d/001-abc.yaml": mark("begin") },
    { plan: ["end", "begin"] },
  ),
  ordered(
    "files with other endings, and directories without one, are passed over",
    {
      ...low,
      "layers/002-more.yml": "[",
      "layers/003-more.yaml~": "[",
      "layers/004-more.YAML": "[",
      "layers/005-more": "[",
      "layers/more/001-inner.yaml": "[",
      "layers/001-more/001-inner.yaml": "[",
    },
    { plan: ["low"] },
  ),
  ordered(
    "a directory may have the ending of a file, and a file that of a directory",
    { "layers/001-low.yaml/001-inner.d": mark("inner"), "layers/002-top.d": mark("top") },
    { plan: ["inner", "top"] },
  ),
  ordered(
    "the reserved prefix is free for inner layers, and the word alone for all",
    { "layers/001-pebble.yaml": mark("low"), "layers/002-top.d/001-pebble-x.yaml": mark("top") },
    { plan: ["low", "top"] },
  ),
  {
    ...ordered(
      "links to files and directories are followed",
      { "other/001-inner.yaml": mark("inner") },
      {
        plan: ["inner", "top"],
      },
    ),
    links: {
      "layers/001-low.d": "../other",
      "layers/002-top.yaml": "../top.txt",
      "layers/003-none.yaml": "/dev/null",
    },
    files: { "other/001-inner.yaml": mark("inner"), "top.txt": mark("top") },
  },
];

const ofAdditions: readonly ConformanceCase[] = [
  ordered("a layer that is added comes on top", inner, {
    steps: [add("new", "new")],
    plan: ["low", "one", "two", "top", "new"],
  }),
  ordered("a layer of a directory comes behind the last of it, with inner", inner, {
    steps: [add("mid/new", "new", { inner: true }), add("mid/newer", "newer", { inner: true })],
    plan: ["low", "one", "two", "new", "newer", "top"],
  }),
  ordered("a layer of a directory that is on top needs no inner", low, {
    steps: [add("dir/one", "one"), add("dir/two", "two")],
    plan: ["low", "one", "two"],
  }),
  ordered("a layer with the label of a directory comes behind it, with inner", inner, {
    steps: [add("mid", "new", { inner: true })],
    plan: ["low", "one", "two", "new", "top"],
  }),
  ordered("a layer is combined with the one of its label where that is", inner, {
    steps: [add("mid/one", "new", { combine: true }), add("low", "newest", { combine: true })],
    plan: ["low", "newest", "one", "new", "two", "top"],
  }),
  ordered("a layer to combine with none comes on top", low, {
    steps: [add("new", "new", { combine: true })],
    plan: ["low", "new"],
  }),
  ordered("labels of layers that are added may have any characters", low, {
    steps: [add("Ünïcode and Spaces", "one"), add("a", "two"), add("x/y/z", "three"), add("/", "four")],
    plan: ["low", "one", "two", "three", "four"],
  }),
];

const threshold = (over: string): ConformanceCase =>
  planOf(
    "a merge without threshold leaves that of the lower layer",
    ["checks: {c: {override: replace, tcp: {port: 80}, threshold: 5}}\n", over],
    `
checks:
    c:
        override: replace
        level: alive
        threshold: 5
        tcp:
            port: 80
`,
  );

const merge = "checks: {c: {override: merge, level: alive}}\n";

const ofThresholds: readonly ConformanceCase[] = [
  threshold(merge),
  {
    ...threshold(merge),
    name: "a layer that is combined gets a threshold of three, where it has none",
    steps: [
      {
        send: "POST /v1/layers",
        body: { action: "add", label: "two", format: "yaml", layer: "summary: x\n", combine: true },
        ...sync(true),
      },
      {
        send: "GET /v1/plan?format=yaml",
        ...sync(`checks:
    c:
        override: replace
        level: alive
        threshold: 3
        tcp:
            port: 80
`),
      },
    ],
  },
];

/** Where layers come in the stack. */
export const layerOrder: CaseList = {
  noun: "layer order",
  cases: [...ofFiles, ...ofAdditions, ...ofThresholds],
};
