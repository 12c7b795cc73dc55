import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type BoundEvent,
  Charm,
  type CharmEvent,
  CustomEvent,
  createMemoryStore,
  type Framework,
} from "@cobble/charm";
import fc from "fast-check";
import { makeFramework } from "./make-framework.ts";

class Ping extends CustomEvent<{ n: number }> {}

/** Says of each call whether it defers; the test decides by the call's number. */
type Decide = (call: string) => boolean;

/** Two events, `a` with two handlers and `b` with one. */
class DeferringCharm extends Charm {
  readonly own = this.defineEvents({ a: Ping, b: Ping });
  readonly #decide: Decide;

  constructor(framework: Framework, decide: Decide) {
    super(framework);
    this.#decide = decide;
    this.observe(this.own.a, this.onFirst);
    this.observe(this.own.a, this.onSecond);
    this.observe(this.own.b, this.onFirst);
  }

  onFirst(event: Ping): void {
    if (this.#decide(`${event.kind}${event.data.n} first`)) event.defer();
  }

  onSecond(event: Ping): void {
    if (this.#decide(`${event.kind}${event.data.n} second`)) event.defer();
  }
}

interface Hook {
  readonly kind: "a" | "b";
  readonly n: number;
}

/** What ought to be called, by the rule alone: a list of calls that wait, and one hook after another. */
const model = (hooks: readonly Hook[], decide: Decide): void => {
  let waiting: string[] = [];
  const run = (calls: readonly string[]): void => {
    for (const call of calls) if (!decide(call)) waiting = waiting.filter((other) => other !== call);
  };
  for (const { kind, n } of hooks) {
    run(waiting);
    const handlers = kind === "a" ? ["first", "second"] : ["first"];
    const fresh = handlers
      .map((handler) => `${kind}${n} ${handler}`)
      .filter((call) => !waiting.includes(call));
    waiting.push(...fresh);
    run(fresh);
  }
};

const real = async (hooks: readonly Hook[], decide: Decide): Promise<void> => {
  const store = createMemoryStore();
  for (const { kind, n } of hooks) {
    const { framework } = await makeFramework(store);
    const charm = new DeferringCharm(framework, decide);
    await framework.reemit();
    await charm.own[kind].emit({ n });
    await framework.commit();
  }
};

/** Decides by a list, again from its start when it is at its end, and remembers who asked. */
const script = (decisions: readonly boolean[]): { calls: string[]; decide: Decide } => {
  const calls: string[] = [];
  return { calls, decide: (call) => decisions[(calls.push(call) - 1) % decisions.length] ?? false };
};

const hooksOf = fc.array(
  fc.record({ kind: fc.constantFrom("a" as const, "b" as const), n: fc.integer({ min: 0, max: 1 }) }),
  { maxLength: 8 },
);

describe("deferral", () => {
  it("handlers are called in the order that the rule says, whoever defers what", async () => {
    const decisionsOf = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(hooksOf, decisionsOf, async (hooks, decisions) => {
        const [wanted, got] = [script(decisions), script(decisions)];
        model(hooks, wanted.decide);
        await real(hooks, got.decide);
        assert.deepEqual(got.calls, wanted.calls);
      }),
    );
  });

  it("a handler that defers always waits once for each different event, however many hooks there are", async () => {
    await fc.assert(
      fc.asyncProperty(hooksOf, async (hooks) => {
        const store = createMemoryStore();
        for (const { kind, n } of hooks) {
          const { framework } = await makeFramework(store);
          const charm = new DeferringCharm(framework, () => true);
          await framework.reemit();
          await charm.own[kind].emit({ n });
          await framework.commit();
        }
        const { deliveries = [] } = JSON.parse(store.kept.get("deferred") ?? "{}");
        const different = new Set(hooks.map(({ kind, n }) => `${kind}${n}`));
        const wanted = [...different].reduce((sum, event) => sum + (event.startsWith("a") ? 2 : 1), 0);
        assert.equal(deliveries.length, wanted);
      }),
    );
  });

  it("what an earlier hook deferred is not called again when the hook fails before it is kept", async () => {
    const store = createMemoryStore();
    const first = await makeFramework(store);
    await new DeferringCharm(first.framework, () => true).own.b.emit({ n: 1 });
    await first.framework.commit();
    const before = new Map(store.kept);
    const second = await makeFramework(store);
    new DeferringCharm(second.framework, () => {
      throw new Error("the disk is full");
    });
    await assert.rejects(second.framework.reemit(), /the disk is full/);
    assert.deepEqual(store.kept, before);
  });

  it("what no longer exists in a newer charm is dropped with a warning, and the rest is called", async () => {
    const store = createMemoryStore();
    const first = await makeFramework(store);
    const old = new DeferringCharm(first.framework, () => true);
    await old.own.a.emit({ n: 1 });
    await old.own.b.emit({ n: 2 });
    await first.framework.commit();

    class NewerCharm extends Charm {
      readonly own = this.defineEvents({ a: Ping });
      readonly seen: string[] = [];
      constructor(framework: Framework) {
        super(framework);
        this.observe(this.own.a, this.onSecond);
      }
      onSecond(event: Ping): void {
        this.seen.push(`${event.kind}${event.data.n}`);
      }
    }
    const second = await makeFramework(store);
    const charm = new NewerCharm(second.framework);
    await second.framework.reemit();
    await second.framework.commit();
    assert.deepEqual(charm.seen, ["a1"]);
    assert.deepEqual(second.logged, [
      "DEBUG calling 3 deferred handlers again",
      "WARNING dropped the deferred event charm/on/a[1]: the charm has no charm.onFirst",
      "WARNING dropped the deferred event charm/on/b[2]: the charm has no charm.onFirst",
    ]);
    assert.equal(store.kept.has("deferred"), false);
  });

  it("a handler without a name, or an observer without a handle, is told so when it defers", async () => {
    const { framework } = await makeFramework();
    const charm = new Charm(framework);
    const { ping } = charm.defineEvents({ ping: Ping });
    charm.observe(ping, (event) => event.defer());
    await assert.rejects(ping.emit({ n: 1 }), {
      name: "DeferError",
      message: /^cannot defer the ping event: its handler is not a method of the observer/,
    });
    const { framework: other } = await makeFramework();
    const { pong } = new Charm(other).defineEvents({ pong: Ping });
    const observer = { onPong: (event: Ping) => event.defer() };
    other.observe(pong, observer.onPong, observer);
    await assert.rejects(pong.emit({ n: 1 }), /its observer is not a Charm or a CharmObject/);
  });

  it("an event of a kind that cannot come again refuses", async () => {
    const { framework } = await makeFramework();
    for (const name of ["stop", "remove"] as const) {
      const event: BoundEvent<CharmEvent> = framework.charmEvents[name];
      framework.observe(event, (value) => value.defer(), {});
      await assert.rejects(framework.emit(event), new RegExp(`^DeferError: cannot defer ${name} events:`));
    }
  });
});
