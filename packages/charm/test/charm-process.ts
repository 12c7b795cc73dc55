import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordingTools } from "./recording-tools.ts";

/** How a charm's process ended. */
export interface CharmExit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to start a charm. */
export interface CharmRun {
  /** The charm's file, for this test's own runtime; or the command that runs it. */
  readonly charm: string | readonly [string, ...string[]];
  readonly charmDir: string;
  readonly tools: RecordingTools;
  /** As in `hooks/install`. */
  readonly hook: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment that an agent gives a hook, and nothing of ours but what finds programs. */
export const hookEnvironment = (run: CharmRun): Record<string, string> => ({
  PATH: `${run.tools.bin}:${process.env["PATH"] ?? ""}`,
  HOME: process.env["HOME"] ?? "/",
  JUJU_DISPATCH_PATH: run.hook,
  JUJU_UNIT_NAME: "snappass/0",
  JUJU_MODEL_NAME: "local",
  JUJU_CHARM_DIR: run.charmDir,
  ...run.env,
});

/** Runs one hook of a charm as a process of its own, and waits for its end. */
export const runCharm = (run: CharmRun): Promise<CharmExit> =>
  new Promise((resolve, reject) => {
    const [command, ...args] =
      typeof run.charm === "string" ? ([process.execPath, run.charm] as const) : run.charm;
    const child = spawn(command, args, {
      env: hookEnvironment(run),
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 20_000,
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...output }));
  });

/** A folder of its own for a test, removed at the end. */
export interface TempDir extends AsyncDisposable {
  readonly path: string;
}

/** Makes a folder with these files in it. */
export const makeTempDir = async (files: Readonly<Record<string, string>> = {}): Promise<TempDir> => {
  const path = await mkdtemp(join(tmpdir(), "charm-test-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};
