import { HookToolError, type RunTool } from "@cobble/charm";
import { actionTools } from "./action-tools.ts";
import type { Juju } from "./juju.ts";
import { portTools } from "./port-tools.ts";
import { relationTools } from "./relation-tools.ts";
import { secretTools } from "./secret-tools.ts";
import { statusTools } from "./status-tools.ts";
import { PlainText, readToolCall, type ToolTable } from "./tool-call.ts";
import { worldTools } from "./world-tools.ts";

/** Every hook tool that Juju has here. What a charm stores is kept beside them. */
export const tools: ToolTable = {
  ...statusTools,
  ...actionTools,
  ...relationTools,
  ...secretTools,
  ...portTools,
  ...worldTools,
};

const print = (result: unknown): string => {
  if (result instanceof PlainText) return result.text;
  return result === undefined ? "" : JSON.stringify(result);
};

/** Runs hook tools against Juju in memory, as executables of those names would. */
export const createRunTool =
  (juju: Juju): RunTool =>
  async (tool, args, input = {}) => {
    const run = tools[tool];
    if (run === undefined) {
      const reason = "there is no such hook tool in tests";
      throw new HookToolError("hook-tool-missing", { tool, args, reason });
    }
    return print(run(juju, readToolCall(tool, args, input)));
  };
