import { expect, test } from "bun:test";
import { Matcher, type MatcherOptions } from "../parity/match.ts";

const inventory = {
  ops: {
    Container: {
      kind: "class",
      parameters: ["name"],
      members: { can_connect: null, push: ["path", "make_dirs", "timeout"] },
    },
  },
} as const;

const named = { members: [], parameters: [], literals: [] };

const ours = new Map([
  ["charm.Container", { ...named, members: ["canConnect", "push"], parameters: ["name"] }],
  ["charm.Container.canConnect", named],
  ["charm.Container.push", { ...named, parameters: ["path", "makeDirs", "timeoutMs"] }],
]);

const rules = [{ pattern: /\.timeout$/, counterpart: "timeoutMs" }];

function match(options: Partial<MatcherOptions>) {
  const matcher = new Matcher({ ours, counterparts: {}, rules, ...options });
  return { matches: matcher.matchModule(inventory, "ops"), faults: matcher.faults };
}

test("names are matched in camelCase, and by rule where that is not one of ours", () => {
  const { matches, faults } = match({});
  expect(faults).toEqual([]);
  expect(matches[0]?.members[1]?.parameters.map(({ ours: name, verdict }) => `${name} ${verdict}`)).toEqual([
    "`path` same name",
    "`makeDirs` same name",
    "`timeoutMs` other name",
  ]);
});

test("a name without a counterpart is a fault, in whatever depth", () => {
  const withoutPush = new Map([...ours].filter(([path]) => path !== "charm.Container.push"));
  expect(match({ ours: withoutPush, rules: [] }).faults).toEqual([
    'ops.Container.push: has no "push" here: build it, or say how or why not',
  ]);
  expect(match({ rules: [] }).faults).toEqual([
    'ops.Container.push.timeout: charm.Container.push takes no "timeout"',
  ]);
});

test("a counterpart that does not exist, that relies on nothing, or that is about nothing is a fault", () => {
  const counterparts = {
    "ops.Container.can_connect": { how: "in another way", uses: ["charm.Container.gone"] },
    "ops.Container.push.path": "place",
    "ops.Pod": { none: "gone" },
  };
  expect(match({ counterparts }).faults).toEqual([
    "ops.Container.can_connect: relies on charm.Container.gone, which does not exist",
    'ops.Container.push.path: charm.Container.push takes no "place"',
    "ops.Pod: is no public name of ops",
  ]);
});

test("what a class without a counterpart has is covered by its reason", () => {
  const { matches } = match({
    counterparts: { "ops.Container": { none: "not yet: no containers" } },
    rules: [],
  });
  expect(matches[0]).toMatchObject({ verdict: "not yet", covered: ["name", "can_connect", "push"] });
});
