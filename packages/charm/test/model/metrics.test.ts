import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CollectMetricsEvent, createHookTools, MetricError } from "@cobble/charm";

const makeEvent = () => {
  const runs: string[] = [];
  const tools = createHookTools(async (tool, args) => {
    runs.push([tool, ...args].join(" "));
    return "";
  });
  return { event: new CollectMetricsEvent(tools), runs };
};

describe("metrics", () => {
  it("are handed to the agent in one call, with what is said of all of them", async () => {
    const { event, runs } = makeEvent();
    await event.addMetrics({ users: 3, "load-1": 0.25 }, { zone: "a", kind: "b c" });
    await event.addMetrics({ users: 0 });
    assert.deepEqual(runs, ["add-metric --labels zone=a,kind=b c users=3 load-1=0.25", "add-metric users=0"]);
  });

  it("that the agent would not take are errors, and none is handed over", async () => {
    const { event, runs } = makeEvent();
    const wrong: readonly (readonly [Record<string, number>, Record<string, string>, RegExp])[] = [
      [{ "1st": 1 }, {}, /cannot use "1st" as the name of a metric/],
      [{ "a-": 1 }, {}, /cannot use "a-" as the name of a metric/],
      [{ good: 1, bad: -1 }, {}, /cannot use -1 as the value of the metric bad/],
      [{ a: Number.NaN }, {}, /cannot use NaN/],
      [{ a: Number.POSITIVE_INFINITY }, {}, /cannot use Infinity/],
      [{ a: 1 }, { "": "x" }, /cannot use "" as the name of a metric's label/],
      [{ a: 1 }, { b: "" }, /cannot use "" as the value of the metrics' label b/],
      [{ a: 1 }, { b: "x,y" }, /neither , nor =/],
      [{ a: 1 }, { b: "x=y" }, /neither , nor =/],
    ];
    for (const [values, labels, message] of wrong) {
      await assert.rejects(event.addMetrics(values, labels), (error) => {
        assert.ok(error instanceof MetricError);
        assert.match(error.message, message);
        return true;
      });
    }
    assert.deepEqual(runs, []);
  });
});
