import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Charm, CharmObject, CustomEvent } from "@cobble/charm";
import { makeFramework } from "./make-framework.ts";

class Ping extends CustomEvent<{ n: number }> {}

describe("custom events", () => {
  it("one that is emitted within a handler is handled before that handler goes on", async () => {
    const { framework } = await makeFramework();
    const seen: string[] = [];
    class Outer extends Charm {
      readonly own = this.defineEvents({ outer: CustomEvent, inner: CustomEvent });
      constructor() {
        super(framework);
        this.observe(this.own.outer, this.onOuter);
        this.observe(this.own.inner, this.onInner);
      }
      async onOuter(): Promise<void> {
        seen.push("outer begins");
        await this.own.inner.emit();
        seen.push("outer ends");
      }
      onInner(): void {
        seen.push("inner");
      }
    }
    await new Outer().own.outer.emit();
    assert.deepEqual(seen, ["outer begins", "inner", "outer ends"]);
  });

  it("one that its own handler emits again with the same data is not handled a second time", async () => {
    const { framework } = await makeFramework();
    class Looping extends Charm {
      readonly own = this.defineEvents({ ping: Ping });
      readonly seen: number[] = [];
      constructor() {
        super(framework);
        this.observe(this.own.ping, this.onPing);
      }
      async onPing({ data: { n } }: Ping): Promise<void> {
        this.seen.push(n);
        await this.own.ping.emit({ n: Math.min(n + 1, 3) });
      }
    }
    const charm = new Looping();
    await charm.own.ping.emit({ n: 1 });
    assert.deepEqual(charm.seen, [1, 2, 3]);
  });

  it("other data than the class says does not compile", async () => {
    const { framework } = await makeFramework();
    const { ping, plain } = new Charm(framework).defineEvents({ ping: Ping, plain: CustomEvent });
    await plain.emit();
    // @ts-expect-error the data of a Ping has a number
    await ping.emit({ n: "1" });
    // @ts-expect-error the data of a Ping cannot be left out
    await ping.emit();
  });

  it("data that could not be kept is refused where it is emitted", async () => {
    const { framework } = await makeFramework();
    class Bad extends CustomEvent<{ readonly when: unknown }> {}
    const charm = new Charm(framework);
    const { bad } = charm.defineEvents({ bad: Bad });
    charm.observe(bad, () => assert.fail("it was handled"));
    await assert.rejects(
      framework.emit(bad, { when: () => 1 }),
      /^StoredValueError: cannot store bad\.when: a function cannot be kept/,
    );
  });

  it("objects of an object have handles below its own, and no two have the same", async () => {
    const { framework } = await makeFramework();
    const charm = new Charm(framework);
    const app = new CharmObject(charm, "webapp");
    const inner = new CharmObject(app, "cache");
    assert.equal(inner.handle, "charm/webapp/cache");
    assert.throws(() => new CharmObject(charm, "webapp"), { name: "HandleError", message: /charm\/webapp/ });
    assert.throws(() => new CharmObject(charm, "a/b"), { name: "HandleError" });
    assert.throws(() => charm.defineEvents({ "a/b": Ping }), { name: "HandleError" });
    charm.defineEvents({ ping: Ping });
    assert.throws(() => charm.defineEvents({ ping: Ping }), { name: "HandleError" });
  });
});
