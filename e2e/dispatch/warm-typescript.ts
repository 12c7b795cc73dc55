import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createHookTools, dispatch, type MemoryStore, type RunTool, readHookContext } from "@cobble/charm";
import { securityLog, tellRefusals } from "@cobble/charm/internals";
import { createClient } from "@cobble/client";
import { scriptedCharm } from "./charms/scripted/charm.ts";
import { ExitError } from "./charms/scripted/play.ts";
import type { Script } from "./charms/scripted/script.ts";
import { recordingTool } from "./recording-tool.ts";
import type { ToolRun } from "./tools.ts";
import type { HookEnd } from "./unit-folder.ts";
import type { WarmHook } from "./warm-python.ts";

/** A unit of the scripted charm: what it does, and what it keeps between its hooks. */
export interface WarmUnit {
  readonly script: Script;
  readonly store: MemoryStore;
}

/** Runs one hook of the scripted charm in this process. */
export const dispatchWarm = async (unit: WarmUnit, hook: WarmHook): Promise<HookEnd> => {
  const said: string[] = [];
  const runs: ToolRun[] = [];
  const printed: string[] = [];
  let exit: ExitError | undefined;
  const charm = scriptedCharm({
    readScript: () => unit.script,
    say: (line) => said.push(line),
    exit: (code) => {
      throw new ExitError(code);
    },
  });
  const run: RunTool = recordingTool(hook.answers, (one) => runs.push(one));
  const context = readHookContext(hook.env);
  const printError = (line: string): void => void printed.push(line);
  const userId = process.getuid?.() ?? 0;
  const tellSecurity = securityLog({ run, context, userId, today: () => Date.now(), printError });
  const exitCode = await dispatch(charm, {
    context,
    tools: createHookTools(tellRefusals(run, tellSecurity)),
    tellSecurity,
    store: unit.store,
    meta: { readFile: (file) => readFile(join(hook.folder, file), "utf8").catch(() => undefined) },
    connect: () => ({
      client: createClient({ socketPath: join(hook.folder, "no-socket") }),
      connectTimeoutMs: 0,
      changeTimeoutMs: 0,
      now: () => performance.now(),
      delay: () => Promise.resolve(),
      loadLocalFiles: () => Promise.reject(new Error("no files are copied here")),
    }),
    now: () => performance.now(),
    today: () => Date.now(),
    printError,
    onError: (error) => {
      if (error instanceof ExitError) exit = error;
    },
  });
  const stderr = printed.join("\n");
  if (exit === undefined) return { exitCode, said, runs, stderr };
  // A process that is gone could not have told of it.
  const told = runs.filter(
    ({ words: [tool, , level, , text = ""] }) =>
      tool !== "juju-log" || level !== "ERROR" || !text.startsWith("cannot finish"),
  );
  return { exitCode: exit.exitCode, said, runs: told, stderr };
};
