import type { StateTools } from "../hook-tools/state.ts";
import type { StateStore } from "./kept-state.ts";

/**
 * Keeps state in the controller, by the agent's tools, which keep nothing of a hook that fails.
 * @source ops 3.9, ops/storage.py, JujuStorage; ops runs a tool for each value
 */
export const jujuStore = (tools: StateTools): StateStore => ({
  async load() {
    return new Map(Object.entries(await tools.stateGet()));
  },
  async save(changes) {
    const kept = [...changes].filter((entry): entry is [string, string] => entry[1] !== undefined);
    if (kept.length > 0) await tools.stateSet(Object.fromEntries(kept));
    for (const [key, text] of changes) if (text === undefined) await tools.stateDelete(key);
  },
});
