import { resolve } from "node:path";
import { createPodClient, type PodClient } from "../control/client.ts";
import { PodNotFoundError } from "../errors.ts";
import { isPodFolder, runtimeDir } from "./paths.ts";
import { listPods, type RunningPod } from "./registry.ts";

/** Which pod is meant. */
export interface PodSearch {
  /** The pod's folder; when absent it is this folder, if it is one, or else the only pod that is up. */
  readonly podDir?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const describe = (pods: readonly RunningPod[]): string => pods.map(({ podDir }) => `  ${podDir}`).join("\n");

const choose = (search: PodSearch, pods: readonly RunningPod[]): RunningPod => {
  const isHere = search.podDir === undefined && isPodFolder(process.cwd());
  if (search.podDir !== undefined || isHere) {
    const podDir = resolve(search.podDir ?? ".");
    const found = pods.find((pod) => pod.podDir === podDir);
    if (found !== undefined) return found;
    const others = pods.length === 0 ? "" : `; these are:\n${describe(pods)}`;
    throw new PodNotFoundError(`cannot find a pod in ${podDir} that is up${others}`);
  }
  const [only, ...more] = pods;
  if (only === undefined)
    throw new PodNotFoundError('cannot find a pod that is up: start one with "cobble pod up DIR"');
  if (more.length === 0) return only;
  throw new PodNotFoundError(
    `cannot tell which pod is meant, name its folder; these are up:\n${describe(pods)}`,
  );
};

/**
 * Finds a pod that is up.
 * @throws {PodNotFoundError} when there is none, or it cannot be told which
 */
export const findPod = (search: PodSearch): RunningPod => choose(search, listPods(runtimeDir(search.env)));

/** The calls of a pod that was found. */
export const connectPod = (pod: RunningPod): PodClient =>
  createPodClient((path, init) =>
    // Actions take as long as they take.
    fetch(`http://pod${path}`, { ...init, signal: init.signal ?? null, unix: pod.socket, timeout: false }),
  );

/** Whether the runner of a pod has ended. */
export const hasEnded = (pod: RunningPod, env: PodSearch["env"]): boolean =>
  !listPods(runtimeDir(env)).some(({ pid, podDir }) => pid === pod.pid && podDir === pod.podDir);
