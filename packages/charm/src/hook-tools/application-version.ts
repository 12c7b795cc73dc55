import type { RunTool } from "./run-tool.ts";

/** The tool of the workload's version. */
export interface ApplicationVersionTools {
  applicationVersionSet(version: string): Promise<void>;
}

/** @source ops 3.9, ops/hookcmds/_other.py, app_version_set */
export const applicationVersionTools = (run: RunTool): ApplicationVersionTools => ({
  async applicationVersionSet(version) {
    await run("application-version-set", ["--", version]);
  },
});
