import type { RunTool } from "./run-tool.ts";

/** The levels of `juju-log`. */
export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARNING" | "ERROR";

/** The tool of the unit's log. */
export interface LogTools {
  jujuLog(level: LogLevel, message: string): Promise<void>;
}

/** @source ops 3.9, ops/hookcmds/_other.py, juju_log */
export const logTools = (run: RunTool): LogTools => ({
  async jujuLog(level, message) {
    await run("juju-log", ["--log-level", level, "--", message]);
  },
});
