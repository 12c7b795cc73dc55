import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Logger } from "../log.ts";

/** A program of the charm's folder that a hook was before charms had one entry. */
export interface LegacyHook {
  readonly charmDir: string;
  /** As in `hooks/install`. */
  readonly dispatchPath: string;
  readonly log: Logger;
}

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Whatever the reason is, it cannot be run.
    return false;
  }
};

/** Where a path leads; the path itself when no file is there, as with the code in an executable. */
const resolveLinks = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    // Nothing that can be run is there: it is none of what is looked for.
    return path;
  }
};

/** The programs that this process was started as: a compiled charm is one itself, else the runtime is given its file. */
const ourselves = (): readonly string[] => [process.execPath, ...process.argv.slice(1, 2)].map(resolveLinks);

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
  // An agent may also give the whole path.
  const path = resolve(hook.charmDir, hook.dispatchPath);
  // Few charms have one, so it is looked for without a thread of its own.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  if (!canRun(path)) {
    hook.log.warning(`legacy ${hook.dispatchPath} exists but is not executable`);
    return undefined;
  }
  if (ourselves().includes(realpathSync(path))) return undefined;
  hook.log.info(`running legacy ${hook.dispatchPath}`);
  return (await run(path, hook)) || undefined;
};
