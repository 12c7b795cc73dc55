import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { hookTools } from "../hook-tools/tools.ts";
import { lockPod } from "./lock.ts";
import { rotateLog } from "./log-file.ts";
import { endMarked, killMarked } from "./marked-processes.ts";
import {
  containerLog,
  containerSocket,
  currentUid,
  makePrivateDir,
  type PodPaths,
  podPaths,
  runtimeDir,
} from "./paths.ts";
import { type Executable, writeExecutables, writeHookTools } from "./wrappers.ts";

/** How long what a killed runner left behind has to end in order. */
const leftoverGraceMs = 10_000;

/** A pod's folders, held by this process alone. */
export interface PodPlace {
  /** The process that holds it: this one. */
  readonly pid: number;
  readonly paths: PodPaths;
  /** How many processes of a runner that was killed were ended. */
  readonly leftovers: number;
  /** Ends what still runs of the pod, removes its sockets and gives up its lock; with `remove`, all it kept. */
  release(end: { readonly remove: boolean }): Promise<void>;
}

/** What {@link takePodPlace} prepares. */
export interface PlaceSpec {
  readonly podDir: string;
  readonly containers: readonly string[];
  readonly executable: Executable;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const fill = (paths: PodPaths, spec: PlaceSpec, uid: number): void => {
  if (paths.socketsDir !== paths.stateDir) makePrivateDir(paths.socketsDir, uid);
  for (const name of spec.containers) {
    mkdirSync(dirname(containerSocket(paths, name)), { recursive: true, mode: 0o700 });
    mkdirSync(dirname(containerLog(paths, name)), { recursive: true, mode: 0o700 });
    rotateLog(containerLog(paths, name));
  }
  rotateLog(paths.charmLog);
  writeExecutables(paths.binDir, spec.executable);
  writeHookTools(paths.hookToolsDir, {
    executable: spec.executable,
    tools: hookTools.keys(),
    binDir: paths.binDir,
  });
};

/**
 * Takes the place of a pod on this machine: its lock, folders and the programs that its processes find on PATH. What a
 * runner that was killed left running is ended first.
 * @throws {PodRunningError} when the pod is up already
 * @throws {AgentError} when a folder belongs to somebody else
 */
export const takePodPlace = async (spec: PlaceSpec): Promise<PodPlace> => {
  const uid = currentUid();
  const { podDir, containers } = spec;
  const paths = podPaths(podDir, { containers, runtimeDir: runtimeDir(spec.env) });
  makePrivateDir(paths.stateDir, uid);
  const lock = lockPod(podDir, paths.pidFile);
  const leftovers = await endMarked({ podDir }, { graceMs: leftoverGraceMs });
  fill(paths, spec, uid);
  return {
    pid: process.pid,
    paths,
    leftovers,
    release: async ({ remove }) => {
      await killMarked({ podDir });
      for (const name of containers) rmSync(containerSocket(paths, name), { force: true });
      if (paths.socketsDir !== paths.stateDir) rmSync(paths.socketsDir, { recursive: true, force: true });
      lock.release();
      if (remove) rmSync(paths.stateDir, { recursive: true, force: true });
    },
  };
};
