import {
  type Check,
  emptyCheck,
  emptyLayer,
  emptyLogTarget,
  emptyService,
  type Layer,
  type LogTarget,
  type Service,
} from "@cobble/plan";
import fc from "fast-check";

/** Names that collide often, so that layers speak of the same entries. */
const name = fc.constantFrom("a", "b", "c10", "c9", "d-1");
const text = fc.oneof(
  fc.constantFrom(
    "",
    "x",
    "yes",
    "1e3",
    "~",
    "a: b",
    "#",
    " lead",
    "trail ",
    "two\nlines\n",
    "\n",
    "é😀",
    "-",
  ),
  fc.string({ unit: "binary" }),
);
const textMap = fc.array(fc.tuple(text, text), { maxLength: 3 }).map((entries) => new Map(entries));
const durationMs = fc.integer({ min: 1, max: 10_000_000 });
const override = fc.constantFrom("merge", "replace");
const action = fc.constantFrom("" as const, "restart" as const, "shutdown" as const, "ignore" as const);

/** Services that need nothing, so that a plan of any of them is valid. */
const service: fc.Arbitrary<Omit<Service, "name">> = fc
  .record({
    override,
    summary: text,
    description: text,
    startup: fc.constantFrom("", "enabled", "disabled"),
    // A blank command is no command at all once it is merged, and words may not end in the middle of a quote.
    command: fc.constantFrom("run", "run [ --fast ]", "sh -c 'a b'"),
    after: fc.constant([]),
    before: fc.constant([]),
    requires: fc.constant([]),
    environment: textMap,
    user: text,
    group: text,
    workingDir: text,
    workload: fc.constant(""),
    onSuccess: action,
    onFailure: action,
    onCheckFailure: fc.array(fc.tuple(text, action), { maxLength: 2 }).map((entries) => new Map(entries)),
  })
  .chain((fixed) =>
    fc
      .record(
        {
          userId: fc.nat(),
          groupId: fc.nat(),
          backoffDelayMs: durationMs,
          backoffFactor: fc.double({ min: 1, max: 1e9, noNaN: true }),
          backoffLimitMs: durationMs,
          killDelayMs: durationMs,
        },
        { requiredKeys: [] },
      )
      .map((optional) => ({ ...fixed, ...optional })),
  );

const check: fc.Arbitrary<Omit<Check, "name">> = fc
  .record({
    override,
    level: fc.constantFrom("" as const, "alive" as const, "ready" as const),
    startup: fc.constantFrom("" as const, "enabled" as const, "disabled" as const),
    http: fc.record({ url: fc.constantFrom("http://a", "http://b"), headers: textMap }),
  })
  .chain((fixed) =>
    fc
      .record(
        { periodMs: durationMs, timeoutMs: durationMs, threshold: fc.integer({ min: 1, max: 9 }) },
        { requiredKeys: [] },
      )
      .map((optional) => ({ ...fixed, ...optional })),
  );

const logTarget: fc.Arbitrary<Omit<LogTarget, "name">> = fc.record({
  override,
  type: fc.constantFrom("loki" as const, "syslog" as const),
  location: fc.constantFrom("http://a", "http://b"),
  services: fc.array(fc.constantFrom("all", "-all"), { maxLength: 3 }),
  labels: textMap,
});

const section = <T, U extends T>(
  value: fc.Arbitrary<Omit<T, "name">>,
  make: (name: string, value: Omit<T, "name">) => U,
): fc.Arbitrary<ReadonlyMap<string, U>> =>
  fc
    .uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 3 })
    .map((entries) => new Map(entries.map(([key, fields]) => [key, make(key, fields)])));

/** Layers of which any number, in any order, make a valid plan. */
export const layers: fc.Arbitrary<Layer> = fc
  .record({
    summary: text,
    services: section<Service, Service>(service, (key, fields) => ({ ...emptyService(key), ...fields })),
    checks: section<Check, Check>(check, (key, fields) => ({ ...emptyCheck(key), ...fields })),
    logTargets: section<LogTarget, LogTarget>(logTarget, (key, fields) => ({
      ...emptyLogTarget(key),
      ...fields,
    })),
    mode: fc.constantFrom("" as const, "single" as const, "disabled" as const),
  })
  .map(({ mode, ...sections }) => ({ ...emptyLayer("any"), ...sections, pairing: { mode } }));

/** Services with random `before` and `after`, without loops, and random `requires`. */
export const orderedServices: fc.Arbitrary<ReadonlyMap<string, Service>> = fc
  .record({
    count: fc.integer({ min: 1, max: 12 }),
    links: fc.array(
      fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("after" as const, "before" as const, "requires" as const)),
      { maxLength: 20 },
    ),
    shuffle: fc.nat(),
  })
  .map(({ count, links, shuffle }) => {
    const all = Array.from({ length: count }, (_, i) => `s${(i * 7 + shuffle) % 13}-${i}`);
    const services = new Map(all.map((key) => [key, { ...emptyService(key), command: "c" }]));
    for (const [from, to, kind] of links) {
      // Links of order only go from lower to higher places, so that they make no loop.
      const places = [from % count, to % count].sort((a, b) => a - b);
      const ends = kind === "after" ? places.toReversed() : places;
      const [first = "", second = ""] = ends.map((i) => all[i] ?? "");
      const service = services.get(first);
      if (service !== undefined && first !== second) {
        services.set(first, { ...service, [kind]: [...service[kind], second] });
      }
    }
    return services;
  });
