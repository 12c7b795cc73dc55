import { HookToolError } from "../errors.ts";
import type { RunTool } from "../hook-tools/hook-tools.ts";

/** How a tool's process ended. */
interface ToolExit {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** Bun's own way to start a process: 2 ms of a hook, where `node:child_process` takes 6 to load and run. */
const spawnByBun = async (command: string[]): Promise<ToolExit> => {
  const child = Bun.spawn(command, { stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  await child.exited;
  return { exitCode: child.exitCode ?? undefined, stdout, stderr };
};

const spawnByNode = async ([tool = "", ...args]: string[]): Promise<ToolExit> => {
  const { spawn } = await import("node:child_process");
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ exitCode: code ?? undefined, ...output }));
  });
};

const spawnTool = typeof Bun === "undefined" ? spawnByNode : spawnByBun;

/** Runs the executable of the tool's name that is first on PATH. */
export const runTool: RunTool = async (tool, args) => {
  let exit: ToolExit;
  try {
    exit = await spawnTool([tool, ...args]);
  } catch (cause) {
    if (!isMissing(cause)) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new HookToolError("hook-tool-failed", { tool, args, reason, cause });
    }
    const reason = "there is no such executable on PATH; the agent that runs the charm has to bring it";
    throw new HookToolError("hook-tool-missing", { tool, args, reason, cause });
  }
  if (exit.exitCode === 0) return exit.stdout;
  if (exit.exitCode !== undefined) throw new HookToolError("hook-tool-failed", { tool, args, ...exit });
  throw new HookToolError("hook-tool-failed", { tool, args, ...exit, reason: "a signal ended it" });
};
