import { messageOf } from "../describe-error.ts";
import { HookToolError } from "../errors.ts";
import type { RunTool, RunToolNow } from "../hook-tools/run-tool.ts";
import { hasCode } from "./errno.ts";

/** How a tool's process ended. */
interface ToolExit {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const whyNotStarted = (error: unknown, args: readonly string[]): string => {
  if (args.some((arg) => arg.includes("\0")))
    return "an argument has a NUL byte in it, which no program can be given";
  if (hasCode(error, "E2BIG")) {
    const bytes = args.map((arg) => Buffer.byteLength(arg));
    return `its arguments are too long: the longest has ${Math.max(...bytes)} bytes, and Linux allows for 131071`;
  }
  return messageOf(error);
};

type SpawnTool = (command: readonly string[], stdin: string | undefined) => Promise<ToolExit>;

/** Bun's own way to start a process: 2 ms of a hook, where `node:child_process` takes 6 to load and run. */
const spawnByBun: SpawnTool = async (command, stdin) => {
  const child = Bun.spawn([...command], {
    stdin: stdin === undefined ? "ignore" : new TextEncoder().encode(stdin),
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  await child.exited;
  return { exitCode: child.exitCode ?? undefined, stdout, stderr };
};

const spawnByNode: SpawnTool = async ([tool = "", ...args], input) => {
  const { spawn } = await import("node:child_process");
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { stdio: ["pipe", "pipe", "pipe"] });
    // A tool that ends without reading what it was given says why by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
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

/** A tool and its arguments. */
interface ToolWords {
  readonly tool: string;
  readonly args: readonly string[];
}

const spawnTool = typeof Bun === "undefined" ? spawnByNode : spawnByBun;

/** Why a tool did not even start. */
const notStarted = (cause: unknown, { tool, args }: ToolWords): HookToolError => {
  if (!hasCode(cause, "ENOENT")) {
    const reason = whyNotStarted(cause, args);
    return new HookToolError("hook-tool-failed", { tool, args, reason, cause });
  }
  const reason = "there is no such executable on PATH; the agent that runs the charm has to bring it";
  return new HookToolError("hook-tool-missing", { tool, args, reason, cause });
};

const outputOf = (exit: ToolExit, { tool, args }: ToolWords): string => {
  if (exit.exitCode === 0) return exit.stdout;
  if (exit.exitCode !== undefined) throw new HookToolError("hook-tool-failed", { tool, args, ...exit });
  throw new HookToolError("hook-tool-failed", { tool, args, ...exit, reason: "a signal ended it" });
};

const runOnPath = async (
  tool: string,
  { args, stdin }: { readonly args: readonly string[]; readonly stdin: string | undefined },
): Promise<string> => {
  let exit: ToolExit;
  try {
    exit = await spawnTool([tool, ...args], stdin);
  } catch (cause) {
    throw notStarted(cause, { tool, args });
  }
  return outputOf(exit, { tool, args });
};

const runWithFiles = async (
  tool: string,
  {
    args,
    stdin,
    files,
  }: {
    readonly args: readonly string[];
    readonly stdin: string | undefined;
    readonly files: Readonly<Record<string, string>>;
  },
): Promise<string> => {
  // Few hooks give a tool a secret.
  const { withSecretFiles } = await import("./secret-files.ts");
  return await withSecretFiles(files, (fileArgs) => runOnPath(tool, { args: [...args, ...fileArgs], stdin }));
};

/** Runs the executable of the tool's name that is first on PATH. */
export const runTool: RunTool = (tool, args, { stdin, files } = {}) =>
  files === undefined ? runOnPath(tool, { args, stdin }) : runWithFiles(tool, { args, stdin, files });

type SpawnToolNow = (command: readonly string[]) => ToolExit;

const spawnNowByBun: SpawnToolNow = (command) => {
  const { stdout, stderr, exitCode } = Bun.spawnSync([...command], {
    ...{ stdin: "ignore", stdout: "pipe", stderr: "pipe" },
  });
  // The declaration does not say that a signal leaves no exit code.
  return { exitCode: exitCode ?? undefined, stdout: stdout.toString(), stderr: stderr.toString() };
};

const loadSpawnNowByNode = async (): Promise<SpawnToolNow> => {
  const { spawnSync } = await import("node:child_process");
  return ([tool = "", ...args]) => {
    const { status, stdout, stderr, error } = spawnSync(tool, args, {
      encoding: "utf8",
      maxBuffer: Number.POSITIVE_INFINITY,
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (error !== undefined) throw error;
    return { exitCode: status ?? undefined, stdout, stderr };
  };
};

/** Gives what runs the executable of a tool's name that is first on PATH, and waits for its end. */
export const loadRunToolNow = async (): Promise<RunToolNow> => {
  const spawnNow = typeof Bun === "undefined" ? await loadSpawnNowByNode() : spawnNowByBun;
  return (tool, args) => {
    let exit: ToolExit;
    try {
      exit = spawnNow([tool, ...args]);
    } catch (cause) {
      throw notStarted(cause, { tool, args });
    }
    return outputOf(exit, { tool, args });
  };
};
