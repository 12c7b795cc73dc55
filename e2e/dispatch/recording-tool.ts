import { HookToolError, type RunTool } from "@cobble/charm";
import type { Answers, ToolRun } from "./tools.ts";

/** Hook tools within this process: they answer as the programs of tools.ts do, and tell how they were run. */
export const recordingTool =
  (answers: Answers, note: (run: ToolRun) => void): RunTool =>
  async (tool, args, { stdin = "", files = {} } = {}) => {
    const texts = Object.entries(files);
    const words = [tool, ...args, ...texts.map(([name]) => `${name}#file=/${name}`)];
    note({ words, input: stdin + texts.map(([name, text]) => `${name}=${text}\n`).join("") });
    const answer = answers[[tool, ...args].join(" ")] ?? answers[tool] ?? "";
    if (!answer.startsWith("!")) return answer;
    throw new HookToolError("hook-tool-failed", { tool, args, exitCode: 1, stderr: answer.slice(1) });
  };
