import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Charm, type ConfigChangedEvent, type Framework } from "@cobble/charm";
import { Context, Harness } from "@cobble/testing";

const charmcraft = "name: app\nconfig: {options: {port: {type: int, default: 80}}}\n";

class TrackingCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.trackChanges();
    this.observe(this.on.configChanged, this.onConfigChanged);
  }

  onConfigChanged({ changes }: ConfigChangedEvent): void {
    for (const [name, { old, new: now }] of changes) this.log.info(`${name}: ${old} -> ${now}`);
  }
}

describe("a charm that keeps track of changes", () => {
  it("is told of what is not as it was in the state of the last run", async () => {
    using context = new Context(TrackingCharm, { charmcraft });
    const first = await context.run(context.on.configChanged());
    await context.run(context.on.configChanged(), { ...first, config: { port: 81 } });
    await context.run(context.on.configChanged(), first);
    const said = context.records.logs.map(({ message }) => message);
    assert.deepEqual(said, ["port: undefined -> 80", "port: 80 -> 81"]);
  });

  it("is told of what is not as it was, step by step in a harness", async () => {
    using harness = new Harness(TrackingCharm, { charmcraft });
    await harness.begin();
    await harness.updateConfig({ port: 81 });
    await harness.updateConfig({ port: 82 });
    const said = harness.records.logs.map(({ message }) => message);
    assert.deepEqual(said, ["port: undefined -> 81", "port: 81 -> 82"]);
  });
});
