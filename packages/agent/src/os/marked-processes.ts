import { readdirSync, readFileSync } from "node:fs";
import { signalProcess } from "./process.ts";

/** The variable that every process of a pod has in its environment: the folder of the pod. */
export const podVariable = "COBBLE_POD";
/** The variable that every process of a container has, too: the container's name. */
export const containerVariable = "COBBLE_CONTAINER";

/** Which processes are meant: all of a pod, or those of one of its containers. */
export interface Mark {
  readonly podDir: string;
  readonly container?: string;
}

/** A process with the environment it was started with, and its parent. */
interface Seen {
  readonly pid: number;
  readonly parent: number;
}

const readProc = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    // Gone since it was listed, or another user's: not one of ours.
    return "";
  }
};

const toLatin1 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/**
 * The processes that were started for a pod and still run, found by the environment they were started with. This finds
 * what a killed supervisor or runner left behind, whatever its parent is now.
 */
export const findMarked = (mark: Mark): readonly Seen[] => {
  const pod = `\0${podVariable}=${toLatin1(mark.podDir)}\0`;
  const container = mark.container === undefined ? "" : `\0${containerVariable}=${mark.container}\0`;
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    const environment = `\0${readProc(name, "environ")}`;
    if (!environment.includes(pod) || !environment.includes(container)) return [];
    const [state, parent] = readProc(name, "stat")
      .replace(/^.*\) /s, "")
      .split(" ");
    return state === undefined || state === "Z" ? [] : [{ pid: Number(name), parent: Number(parent) }];
  });
};

/**
 * Ends what runs of a pod or container, at once, until nothing is left.
 * @returns how many processes there were
 */
export const killMarked = async (mark: Mark): Promise<number> => {
  const killed = new Set<number>();
  for (let seen = findMarked(mark); seen.length > 0; seen = findMarked(mark)) {
    for (const { pid } of seen) {
      killed.add(pid);
      signalProcess(pid, "SIGKILL");
    }
    await Bun.sleep(5);
  }
  return killed.size;
};

/**
 * Asks the topmost processes of a pod to end, gives them time, and then kills what is left.
 * @param options.graceMs how long they have
 * @returns how many processes there were
 */
export const endMarked = async (mark: Mark, options: { readonly graceMs: number }): Promise<number> => {
  const seen = findMarked(mark);
  const all = new Set(seen.map(({ pid }) => pid));
  for (const { pid, parent } of seen) if (!all.has(parent)) signalProcess(pid, "SIGTERM");
  const deadline = performance.now() + options.graceMs;
  while (findMarked(mark).length > 0 && performance.now() < deadline) await Bun.sleep(20);
  await killMarked(mark);
  return seen.length;
};
