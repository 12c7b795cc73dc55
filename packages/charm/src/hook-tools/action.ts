import { asRecord, readJson } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** The tools that only an action has. */
export interface ActionTools {
  /** The parameters, with defaults filled in by the agent. */
  actionGet(): Promise<Readonly<Record<string, unknown>>>;
  /** Runs no tool when there are no results. */
  actionSet(results: ReadonlyMap<string, string>): Promise<void>;
  /** @param message why; the agent has words of its own when it is empty */
  actionFail(message: string): Promise<void>;
  actionLog(message: string): Promise<void>;
}

/** @source ops 3.9, ops/hookcmds/_action.py */
export const actionTools = (run: RunTool): ActionTools => ({
  async actionGet() {
    return asRecord(await readJson(run, "action-get", ["--format=json"]), "action-get");
  },
  async actionSet(results) {
    if (results.size === 0) return;
    await run(
      "action-set",
      [...results].map(([key, value]) => `${key}=${value}`),
    );
  },
  async actionFail(message) {
    await run("action-fail", message === "" ? [] : ["--", message]);
  },
  async actionLog(message) {
    await run("action-log", ["--", message]);
  },
});
