import type { ConfigValue } from "@cobble/plan";
import { asRecord, readJson } from "./answer.ts";
import type { RunTool } from "./run-tool.ts";

/** The tool of the application's options. */
export interface ConfigTools {
  /** The options that have a value, set or by default. */
  configGet(): Promise<Readonly<Record<string, ConfigValue>>>;
}

const isConfigValue = (value: unknown): value is ConfigValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** @source ops 3.9, ops/hookcmds/_other.py, config_get */
export const configTools = (run: RunTool): ConfigTools => ({
  async configGet() {
    const config = asRecord(await readJson(run, "config-get", ["--format=json"]), "config-get");
    return Object.fromEntries(
      Object.entries(config).filter((entry): entry is [string, ConfigValue] => isConfigValue(entry[1])),
    );
  },
});
