import { asTextRecord, readJson } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** The tools of what the agent keeps for the charm between hooks. */
export interface StateTools {
  /** Everything that is kept. */
  stateGet(): Promise<Readonly<Record<string, string>>>;
  /** One value; undefined when nothing is kept under that key. */
  stateGet(key: string): Promise<string | undefined>;
  stateSet(values: Readonly<Record<string, string>>): Promise<void>;
  stateDelete(key: string): Promise<void>;
}

/** @source ops 3.9, ops/hookcmds/_state.py */
export const stateTools = (run: RunTool): StateTools => {
  function stateGet(): Promise<Readonly<Record<string, string>>>;
  function stateGet(key: string): Promise<string | undefined>;
  async function stateGet(key?: string): Promise<Readonly<Record<string, string>> | string | undefined> {
    const args = ["--format=json", ...(key === undefined ? [] : [key])];
    const answer = await readJson(run, "state-get", args);
    if (key === undefined) return asTextRecord(answer, "state-get");
    return typeof answer === "string" ? answer : undefined;
  }
  return {
    stateGet,
    async stateSet(values) {
      await run("state-set", ["--file", "-"], { stdin: JSON.stringify(values) });
    },
    async stateDelete(key) {
      await run("state-delete", [key]);
    },
  };
};
