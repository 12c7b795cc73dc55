import type { RunTool } from "./run-tool.ts";

/** The tool of resources. */
export interface ResourceTools {
  /** Fetches a resource, and says where its file is. */
  resourceGet(name: string): Promise<string>;
}

/** @source ops 3.9, ops/hookcmds/_other.py, resource_get */
export const resourceTools = (run: RunTool): ResourceTools => ({
  async resourceGet(name) {
    return (await run("resource-get", [name])).trim();
  },
});
