import { describe, expect, it } from "bun:test";
import { emptyPlan, emptyService, type Plan, type Service } from "@cobble/plan";
import type { ReplanEntry } from "@cobble/wire";
import fc from "fast-check";
import { Engine } from "../../../src/engine/engine.ts";
import { ServiceManager } from "../../../src/managers/services/manager.ts";
import { createMemoryStore } from "../../../src/state/memory-store.ts";
import { createFakeClock, type FakeClock } from "../../fake-clock.ts";
import { createFakeProcesses, type FakeProcesses } from "../../fake-processes.ts";
import { noEvents } from "../../no-events.ts";

interface World {
  readonly manager: ServiceManager;
  readonly processes: FakeProcesses;
  readonly clock: FakeClock;
  plan: Plan;
  act(action: "start" | "stop" | "replan", ...names: readonly string[]): Promise<void>;
  entry(name: string): ReplanEntry | undefined;
}

const planOf = (...services: readonly Service[]): Plan => ({
  ...emptyPlan,
  services: new Map(services.map((service) => [service.name, service])),
});

/** A service whose one process is known by its name, and whose back-off lasts as long as any test. */
const service = (name: string, fields: Partial<Service> = {}): Service => ({
  ...emptyService(name),
  override: "replace",
  command: `/bin/${name} ${name}`,
  backoffDelayMs: 3_600_000,
  ...fields,
});

const makeWorld = (plan: Plan): World => {
  const clock = createFakeClock();
  const log = { notice: () => undefined, debug: () => undefined };
  const processes = createFakeProcesses();
  const engine = new Engine({ clock, log, store: createMemoryStore() });
  const world = { plan };
  const manager = new ServiceManager({
    events: noEvents,
    clock,
    log,
    engine,
    processes,
    logs: { drain: async () => undefined, tail: () => [] },
    random: () => 0,
    oomKills: () => undefined,
    plan: () => world.plan,
    shutdown: () => undefined,
    onReplan: () => undefined,
    users: {
      resolve: () => undefined,
      accountMessage: () => undefined,
      account: () => undefined,
      groupName: () => undefined,
      idsToSet: (ids) => ids ?? { uid: undefined, gid: undefined },
    },
    programs: {
      find: (name) => name,
      isExecutable: () => true,
      directoryFault: () => undefined,
      fault: () => undefined,
    },
    environment: {},
  });
  return Object.assign(world, {
    manager,
    processes,
    clock,
    act: async (action: "start" | "stop" | "replan", ...names: readonly string[]) => {
      if (names.length === 0 && action !== "replan") return;
      manager.act(action, names);
      await clock.advance(60_000);
    },
    entry: (name: string) => manager.previewReplan().find((each) => each.name === name),
  });
};

const textsOf = (entry: ReplanEntry | undefined): readonly string[] => [
  entry?.action ?? "",
  ...(entry?.reasons ?? []).map(({ text }) => text),
];

describe("the preview of a replan", () => {
  it("names the fields that make it restart a service, and the service that takes others along", async () => {
    const web = service("web", { requires: ["db"], startup: "enabled" });
    const world = makeWorld(planOf(service("db"), service("side"), web));
    await world.act("start", "web", "side");
    world.plan = planOf(
      service("db", { killDelayMs: 500, environment: new Map([["A", "b"]]) }),
      service("side"),
      web,
    );
    expect(textsOf(world.entry("db"))).toEqual([
      "restart",
      "environment.A added",
      'kill-delay added: "500ms"',
    ]);
    expect(textsOf(world.entry("web"))).toEqual(["restart", 'requires "db", which stops too']);
    expect(textsOf(world.entry("side"))).toEqual(["keep"]);
  });

  it("says of a dependant that is not enabled that it stops, and does not come back", async () => {
    const web = service("web", { requires: ["db"] });
    const world = makeWorld(planOf(service("db"), web));
    await world.act("start", "web");
    world.plan = planOf(service("db", { summary: "another" }), web);
    expect(textsOf(world.entry("web"))).toEqual([
      "stop",
      'requires "db", which stops too',
      "startup is not enabled, and nothing that starts requires it",
    ]);
  });

  it("says why a service starts: it is enabled, or one that starts requires it", () => {
    const world = makeWorld(
      planOf(service("db"), service("idle"), service("web", { requires: ["db"], startup: "enabled" })),
    );
    expect(textsOf(world.entry("web"))).toEqual(["start", "startup is enabled"]);
    expect(textsOf(world.entry("db"))).toEqual(["start", 'required by "web", which starts']);
    expect(textsOf(world.entry("idle"))).toEqual(["keep"]);
  });

  it("lets a service in back-off start at once, if it is enabled, and otherwise wait", async () => {
    const world = makeWorld(planOf(service("off"), service("on", { startup: "enabled" })));
    await world.act("start", "off", "on");
    for (const name of ["off", "on"]) world.processes.running(name)?.exit(1);
    await world.clock.advance(100);
    expect(world.entry("on")).toEqual({
      name: "on",
      current: "backoff",
      action: "start",
      reasons: [{ kind: "enabled", text: "startup is enabled" }],
    });
    expect(world.entry("off")?.action).toBe("keep");
  });

  it("warns that a service that is just being stopped cannot be started", async () => {
    const world = makeWorld(planOf(service("web", { startup: "enabled" })));
    await world.act("start", "web");
    world.manager.act("stop", ["web"]);
    expect(textsOf(world.entry("web"))).toEqual([
      "start",
      "startup is enabled",
      "is being stopped: it cannot be started before that is over",
    ]);
  });

  it("changes nothing", async () => {
    const world = makeWorld(planOf(service("web", { startup: "enabled" })));
    world.manager.previewReplan();
    await world.clock.advance(60_000);
    expect([world.processes.all.length, world.manager.list()[0]?.current]).toEqual([0, "inactive"]);
  });
});

/** A name is a place in a list, so that random links mean something. */
const count = 5;
const names = Array.from({ length: count }, (_, i) => `s${i}`);
const some = fc.subarray(names);

const randomWorld = fc.record({
  requires: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 5 }),
  ignoring: some,
  started: some,
  ended: some,
  stopped: some,
  changed: some,
  enabled: some,
});

const servicesOf = (options: {
  readonly requires: readonly (readonly [number, number])[];
  readonly ignoring: readonly string[];
  readonly changed: readonly string[];
  readonly enabled: readonly string[];
}): Plan =>
  planOf(
    ...names.map((name, i) =>
      service(name, {
        requires: options.requires.filter(([from, to]) => from === i && to !== i).map(([, to]) => `s${to}`),
        onFailure: options.ignoring.includes(name) ? "ignore" : "restart",
        summary: options.changed.includes(name) ? "changed" : "",
        startup: options.enabled.includes(name) ? "enabled" : "disabled",
      }),
    ),
  );

/** The process that each service has, and whether it has none but waits for one. */
const lookAt = ({ manager, processes }: World) =>
  new Map(
    manager
      .list()
      .map(({ name, current }) => [name, { process: processes.running(name), waits: current === "backoff" }]),
  );

type Looks = ReturnType<typeof lookAt>;

/** What came of a replan, in the words of its preview. */
const cameOf = (name: string, before: Looks, after: Looks): string => {
  const then = before.get(name);
  const now = after.get(name);
  if (now?.process !== undefined) {
    if (then?.process === undefined) return "start";
    return then.process === now.process ? "keep" : "restart";
  }
  const wasLive = then?.process !== undefined || then?.waits === true;
  return wasLive && now?.waits === false ? "stop" : "keep";
};

describe("a replan", () => {
  it("does to each service what its preview said, whatever runs and whatever the plan is", async () => {
    await fc.assert(
      fc.asyncProperty(randomWorld, async (random) => {
        const world = makeWorld(servicesOf({ ...random, changed: [], enabled: [] }));
        await world.act("start", ...random.started);
        for (const name of random.ended) world.processes.running(name)?.exit(1);
        await world.clock.advance(200);
        await world.act("stop", ...random.stopped);
        world.plan = servicesOf(random);
        const preview = world.manager.previewReplan();
        const before = lookAt(world);
        await world.act("replan");
        const after = lookAt(world);
        expect(names.map((name) => [name, cameOf(name, before, after)])).toEqual(
          preview.map(({ name, action }) => [name, action]),
        );
      }),
      { numRuns: 60 },
    );
  });
});
