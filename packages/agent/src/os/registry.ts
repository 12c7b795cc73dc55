import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { decode, type Infer, integer, object, string } from "@cobble/wire";
import { currentUid, makePrivateDir, podHash } from "./paths.ts";
import { readIfThere, writeAtomically } from "./state-file.ts";

/** A pod of this user that is up. */
export const RunningPod = object({
  podDir: string(),
  unit: string(),
  pid: integer(),
  /** The kernel's start time of the process, so that a later process with its id is not taken for it. */
  pidStarted: string(),
  socket: string(),
});
/** A pod of this user that is up. */
export type RunningPod = Infer<typeof RunningPod>;

/** What tells two processes with one id apart; undefined when there is no such process. */
export const processStart = (pid: number): string | undefined =>
  readIfThere(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, "")
    .split(" ")[19];

const podsDir = (runtimeDir: string): string => join(runtimeDir, "pods");

/**
 * Makes a pod known to other terminals.
 * @returns takes it back
 */
export const registerPod = (
  runtimeDir: string,
  pod: Omit<RunningPod, "pid" | "pidStarted">,
): (() => void) => {
  makePrivateDir(runtimeDir, currentUid());
  mkdirSync(podsDir(runtimeDir), { recursive: true, mode: 0o700 });
  const file = join(podsDir(runtimeDir), `${podHash(pod.podDir)}.json`);
  const entry: RunningPod = { ...pod, pid: process.pid, pidStarted: processStart(process.pid) ?? "" };
  writeAtomically(file, JSON.stringify(entry));
  return () => rmSync(file, { force: true });
};

const readEntry = (file: string): RunningPod | undefined => {
  const text = readIfThere(file);
  return text === undefined ? undefined : decode(RunningPod, JSON.parse(text), file);
};

const listFiles = (dir: string): readonly string[] => {
  try {
    return readdirSync(dir).filter((name) => name.endsWith(".json"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
};

/** The pods of this user that are up; entries of runners that were killed are removed. */
export const listPods = (runtimeDir: string): readonly RunningPod[] =>
  listFiles(podsDir(runtimeDir)).flatMap((name) => {
    const file = join(podsDir(runtimeDir), name);
    const pod = readEntry(file);
    if (pod === undefined) return [];
    if (processStart(pod.pid) === pod.pidStarted) return [pod];
    rmSync(file, { force: true });
    return [];
  });
