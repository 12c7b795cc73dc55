import { resolve } from "node:path";
import { hookEnvironment } from "../hooks/environment.ts";
import type { Hook } from "../hooks/hook.ts";
import type { HookRun } from "../hooks/runner.ts";
import { supervisorEnvironment, supervisorWords } from "../pod/supervisor.ts";
import { startHookProcess } from "./hook-process.ts";
import { containerVariable, podVariable } from "./marked-processes.ts";
import { containerLog, containerSocket, keptDir, type PodPaths } from "./paths.ts";
import type { PodFolder } from "./pod-folder.ts";
import { type StartedProcess, startProcess } from "./process.ts";
import type { Executable } from "./wrappers.ts";

/** What the processes of a pod are started with. */
export interface ProcessPlace {
  readonly paths: PodPaths;
  readonly folder: PodFolder;
  readonly executable: Executable;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where hooks wait for a debugger; nowhere when absent. */
  readonly debugAt?: string | undefined;
}

/**
 * Starts the supervisor of a container.
 * @throws {Error} when the executable cannot be run
 */
export const startSupervisor = (place: ProcessPlace, container: string): StartedProcess => {
  const { paths, folder, executable } = place;
  const dirs = folder.pod.containers.get(container)?.path ?? [];
  return startProcess({
    command: [...executable.command, ...supervisorWords],
    cwd: paths.podDir,
    outputFile: containerLog(paths, container),
    env: supervisorEnvironment({
      inherited: place.env,
      pebbleDir: keptDir(paths.podDir, container),
      socket: containerSocket(paths, container),
      path: [paths.binDir, ...dirs.map((dir) => resolve(paths.podDir, dir))],
      marks: { [podVariable]: paths.podDir, [containerVariable]: container },
    }),
  });
};

/** Starts the process of a hook. */
export const startHook = (
  place: ProcessPlace,
  run: {
    readonly hook: Hook;
    readonly contextId: string;
    readonly unitName: string;
    readonly modelUuid: string;
  },
): HookRun => {
  const { paths, folder, executable, env: inherited } = place;
  const { entry } = folder;
  const isDispatch = entry.kind === "dispatch";
  const environment = hookEnvironment(run.hook, {
    inherited,
    charmDir: paths.podDir,
    unitName: run.unitName,
    modelName: "cobble",
    modelUuid: run.modelUuid,
    contextId: run.contextId,
    agentSocket: paths.agentSocket,
    containersDir: paths.containersDir,
    path: [paths.hookToolsDir],
    debugAt: place.debugAt,
  });
  return startHookProcess({
    command: isDispatch ? [resolve(paths.podDir, entry.file)] : [...executable.bun, entry.file],
    cwd: paths.podDir,
    env: { ...environment, [podVariable]: paths.podDir, ...(isDispatch ? {} : executable.bunEnvironment) },
    logFile: paths.charmLog,
  });
};
