import { constants, existsSync } from "node:fs";
import { access, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "../log.ts";

/** A program of the charm's folder that a hook was before charms had one entry. */
export interface LegacyHook {
  readonly charmDir: string;
  /** As in `hooks/install`. */
  readonly dispatchPath: string;
  readonly log: Logger;
}

const canRun = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    // Whatever the reason is, it cannot be run.
    return false;
  }
};

/** The programs that this process was started as: a compiled charm is one itself, else the runtime is given its file. */
const ourselves = (): Promise<readonly string[]> =>
  Promise.all(
    [process.execPath, ...process.argv.slice(1, 2)].map((path) => realpath(path).catch(() => path)),
  );

const run = async (path: string, { dispatchPath, log }: LegacyHook): Promise<number> => {
  const { spawn } = await import("node:child_process");
  return new Promise((resolve) => {
    const env = { ...process.env, OPERATOR_DISPATCH: "1" };
    const child = spawn(path, process.argv.slice(2), { stdio: "inherit", env });
    child.on("error", (error) => {
      log.warning(`cannot run legacy ${dispatchPath}: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code) => {
      if (code !== 0) log.warning(`legacy ${dispatchPath} exited with status ${code ?? "unknown"}`);
      resolve(code ?? 1);
    });
  });
};

/**
 * Runs the program that stands in the charm's folder under the hook's name, if there is one that is not this charm itself.
 * @returns the exit code that the hook has to end with at once; undefined when it goes on
 * @source ops 3.9, ops/_main.py, _Dispatcher.run_any_legacy_hook
 */
export const runLegacyHook = async (hook: LegacyHook): Promise<number | undefined> => {
  const path = join(hook.charmDir, hook.dispatchPath);
  // Few charms have one, so it is looked for without a thread of its own.
  if (!existsSync(path)) return undefined;
  if (!(await canRun(path))) {
    hook.log.warning(`legacy ${hook.dispatchPath} exists but is not executable`);
    return undefined;
  }
  if ((await ourselves()).includes(await realpath(path))) return undefined;
  hook.log.info(`running legacy ${hook.dispatchPath}`);
  return (await run(path, hook)) || undefined;
};
