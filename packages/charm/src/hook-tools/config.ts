import { type ConfigValue, isConfigValue } from "@cobble/plan";
import { asRecord, parseOutput } from "./answer.ts";
import type { RunTool, RunToolNow } from "./run-tool.ts";

/** The tool of the application's options. */
export interface ConfigTools {
  /** The options that have a value, set or by default. */
  configGet(): Promise<Readonly<Record<string, ConfigValue>>>;
}

const [tool, args] = ["config-get", ["--format=json"]] as const;

const readOptions = (output: string): Readonly<Record<string, ConfigValue>> => {
  const config = asRecord(parseOutput(output, { tool, args }), tool);
  return Object.fromEntries(
    Object.entries(config).filter((entry): entry is [string, ConfigValue] => isConfigValue(entry[1])),
  );
};

/** @source ops 3.9, ops/hookcmds/_other.py, config_get */
export const configTools = (run: RunTool): ConfigTools => ({
  configGet: async () => readOptions(await run(tool, args)),
});

/**
 * What {@link ConfigTools.configGet} gives, without a promise: a charm reads its options as properties.
 * @throws {HookToolError} when the tool fails, or prints something else
 */
export const configGetNow = (run: RunToolNow): Readonly<Record<string, ConfigValue>> =>
  readOptions(run(tool, args));
