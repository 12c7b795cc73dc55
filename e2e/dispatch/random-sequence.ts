import fc from "fast-check";
import type { Step } from "./charms/scripted/script.ts";
import type { Sequence, SequenceHook } from "./sequence.ts";
import { db, dbUnit } from "./sequences/sequence-case.ts";

const handlers = ["charm.one", "charm.two", "first.one", "first.two", "second.one"] as const;

/** What a handler is called with, by how deep it may be: one emits only what is deeper, so that no script runs for ever. */
const kinds = {
  start: 0,
  "config-changed": 0,
  "update-status": 0,
  "db-relation-changed": 0,
  "db-relation-departed": 0,
  "secret-changed": 0,
  action: 0,
  "collect-unit-status": 0,
  "collect-app-status": 0,
  "pre-commit": 0,
  ping: 1,
  pong: 2,
} as const;
type Kind = keyof typeof kinds;

/** The events that give such a kind. */
const eventsOf = (kind: Kind): readonly string[] => {
  if (kind === "action") return ["work-action"];
  return kinds[kind] === 0 ? [kind] : ["charm", "first", "second"].map((owner) => `${owner}.${kind}`);
};

const allKinds = Object.keys(kinds) as readonly Kind[];
const word = fc.constantFrom("", "a", "b", "ü");

/** Steps that any handler may take. */
const plainStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ times: fc.nat(3) }).map(({ times }): Step => ["defer-times", times]),
  fc.constant<Step>(["attempt", [["defer"]]]),
  word.map((value): Step => ["append", value]),
  word.map((value): Step => ["add", value]),
  word.map((value): Step => ["discard", value]),
  fc.tuple(word, word).map(([key, value]): Step => ["put", key, value]),
  word.map((value): Step => ["nest", [value]]),
  fc.constant<Step>(["show"]),
  fc
    .tuple(fc.constantFrom("active", "blocked", "error"), word)
    .map(([name, text]): Step => ["attempt", [["status", name, text]]]),
  fc
    .tuple(fc.constantFrom("waiting", "maintenance"), word)
    .map(([name, text]): Step => ["attempt", [["app-status", name, text]]]),
  fc
    .tuple(fc.constantFrom("waiting", "blocked", "active"), word)
    .map(([name, text]): Step => ["attempt", [["add-status", name, text]]]),
  fc.constantFrom<Step>(
    ["ask-status"],
    ["leader"],
    ["relations", "db"],
    ["only-relation", "db"],
    ["attempt", [["ask-app-status"]]],
  ),
  fc
    .tuple(
      fc.constantFrom("db", "event"),
      fc.constantFrom("unit", "app", "remote-app", "remote-unit", "postgres/0"),
      fc.constantFrom("host", "x"),
      word,
    )
    .map(([endpoint, who, key, value]): Step => ["attempt", [["write", endpoint, who, { [key]: value }]]]),
  fc
    .tuple(fc.constantFrom("db", "event"), fc.constantFrom("unit", "app", "remote-app", "remote-unit"))
    .map(([endpoint, who]): Step => ["attempt", [["read", endpoint, who]]]),
  fc.constantFrom("get", "refresh", "peek").map((call): Step => ["attempt", [["secret", "event", [[call]]]]]),
  fc
    .tuple(fc.constantFrom("debug", "error"), word)
    .map(([level, text]): Step => ["log", level, `author:${text}`]),
  fc
    .constantFrom("icmp", "tcp")
    .map((protocol): Step => (protocol === "icmp" ? ["open", protocol] : ["close", protocol, 80])),
);

/** A step that emits something deeper, maybe with its error caught. */
const emitStep = (depth: number): fc.Arbitrary<Step> => {
  const sources = allKinds.filter((kind) => kinds[kind] > depth).flatMap((kind) => eventsOf(kind));
  return fc
    .tuple(fc.constantFrom(...sources), fc.nat(1), fc.boolean())
    .map(([source, data, isCaught]): Step => {
      const emit: Step = ["emit", source, data];
      return isCaught ? ["attempt", [emit]] : emit;
    });
};

const endStep = fc.constantFrom<Step>(["fault"], ["exit", 0], ["exit", 3], ["attempt", [["fault"]]]);

const stepsOf = (depth: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 8, arbitrary: plainStep },
      ...(depth < 2 ? [{ weight: 3, arbitrary: emitStep(depth) }] : []),
      { weight: 1, arbitrary: endStep },
    ),
    { maxLength: 4 },
  );

/** Who observes what, and what is done then. */
interface Observation {
  readonly event: string;
  readonly handler: string;
  readonly kind: Kind;
  readonly steps: readonly Step[];
}

const observation: fc.Arbitrary<Observation> = fc.constantFrom(...allKinds).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    event: fc.constantFrom(...eventsOf(kind)),
    handler: fc.constantFrom(...handlers),
    steps: stepsOf(kinds[kind]),
  }),
);

const isLeader = fc.constantFrom("true", "false");

const hook: fc.Arbitrary<SequenceHook> = fc
  .tuple(
    fc.constantFrom<SequenceHook>(
      { path: "hooks/start" },
      { path: "hooks/config-changed" },
      { path: "hooks/update-status" },
      { path: "hooks/db-relation-changed", env: dbUnit() },
      { path: "hooks/db-relation-changed", env: dbUnit("postgres/1") },
      { path: "hooks/db-relation-changed", env: db },
      {
        path: "hooks/db-relation-departed",
        env: { ...dbUnit("postgres/7"), JUJU_DEPARTING_UNIT: "postgres/7" },
      },
      { path: "hooks/secret-changed", env: { JUJU_SECRET_ID: "secret:abc", JUJU_SECRET_LABEL: "x" } },
      { path: "actions/work", env: { JUJU_ACTION_NAME: "work", JUJU_ACTION_UUID: "9" } },
      { path: "hooks/collect-metrics" },
    ),
    isLeader,
  )
  .map(([one, leader]) => ({ ...one, answers: { "is-leader": leader } }));

/** Sequences of hooks of one unit, and what its handlers do in them; each shrinks to fewer hooks, observers and steps. */
export const randomSequence: fc.Arbitrary<Sequence> = fc
  .record({
    observations: fc.array(observation, { minLength: 1, maxLength: 8 }),
    hooks: fc.array(hook, { minLength: 1, maxLength: 6 }),
  })
  .map(({ observations, hooks }) => ({
    script: {
      observe: observations.map(({ event, handler }) => [event, handler] as const),
      do: Object.fromEntries(observations.map(({ handler, kind, steps }) => [`${handler} ${kind}`, steps])),
    },
    hooks,
    answers: { "secret-get": '{"password": "x"}' },
  }));
