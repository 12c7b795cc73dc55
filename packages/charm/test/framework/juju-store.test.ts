import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHookTools, type RunTool } from "@cobble/charm";
import { jujuStore } from "../../src/framework/juju-store.ts";
import { KeptState } from "../../src/framework/kept-state.ts";

/** Tools that keep state as an agent does, and remember how they were run. */
const makeAgent = () => {
  const state = new Map<string, string>();
  const runs: string[] = [];
  const run: RunTool = async (tool, args, input) => {
    runs.push([tool, ...args].join(" "));
    if (tool === "state-delete") state.delete(args[0] ?? "");
    const values: Readonly<Record<string, string>> = JSON.parse(input?.stdin ?? "{}");
    for (const [key, text] of Object.entries(values)) state.set(key, text);
    return tool === "state-get" ? JSON.stringify(Object.fromEntries(state)) : "";
  };
  return { state, runs, store: jujuStore(createHookTools(run)) };
};

describe("jujuStore", () => {
  it("a hook reads everything by one tool, and writes what it changed by one more", async () => {
    const { state, runs, store } = makeAgent();
    const first = await KeptState.load(store);
    first.set("a", "1");
    first.set("b", "2");
    await first.save();
    assert.deepEqual(runs, ["state-get --format=json", "state-set --file -"]);
    assert.deepEqual(Object.fromEntries(state), { a: "1", b: "2" });

    const second = await KeptState.load(store);
    second.set("a", undefined);
    second.set("b", "2");
    await second.save();
    assert.deepEqual(runs.slice(2), ["state-get --format=json", "state-delete a"]);
    assert.equal(second.get("b"), "2");
    assert.deepEqual(Object.fromEntries(state), { b: "2" });
  });
});
