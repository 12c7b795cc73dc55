import { readJson } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** The tool of leadership. */
export interface LeaderTools {
  /** Whether this unit leads its application, for the next 30 seconds at least. */
  isLeader(): Promise<boolean>;
}

/** @source ops 3.9, ops/hookcmds/_other.py, is_leader */
export const leaderTools = (run: RunTool): LeaderTools => ({
  async isLeader() {
    return (await readJson(run, "is-leader", ["--format=json"])) === true;
  },
});
