import { readdirSync, readFileSync } from "node:fs";
import { reap } from "./adoption.ts";
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

/** A process, as the kernel shows it. */
interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly isZombie: boolean;
  /** `NAME=value`, each between NULs, in Latin-1. */
  readonly environment: string;
}

const readProc = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    // Gone since it was listed, or another user's: not one of ours.
    return "";
  }
};

const seeAll = (): readonly Seen[] =>
  readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    const [state, parent] = readProc(name, "stat")
      .replace(/^.*\) /s, "")
      .split(" ");
    if (state === undefined || state === "") return [];
    const environment = `\0${readProc(name, "environ")}\0`;
    return [{ pid: Number(name), parent: Number(parent), isZombie: state === "Z", environment }];
  });

const toLatin1 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

const isMarked = (environment: string, mark: Mark): boolean =>
  environment.includes(`\0${podVariable}=${toLatin1(mark.podDir)}\0`) &&
  (mark.container === undefined || environment.includes(`\0${containerVariable}=${mark.container}\0`));

/**
 * A child of this process that has no environment: a service that wrote over its own, and was adopted when its supervisor
 * died. What this process started itself has one.
 */
const isAdopted = ({ parent, environment }: Seen): boolean =>
  parent === process.pid && !/[^\0]=/.test(environment);

const withDescendants = (all: readonly Seen[], roots: readonly Seen[]): readonly Seen[] => {
  const found = new Set(roots);
  // A set that grows while it is gone through is gone through to its new end.
  for (const { pid } of found) for (const child of all) if (child.parent === pid) found.add(child);
  return [...found];
};

/**
 * The processes that were started for a pod and still run, found by the environment they were started with, and what
 * these have started. This finds what a killed supervisor or runner left behind, whatever its parent is now.
 */
export const findMarked = (mark: Mark): readonly Seen[] => {
  const alive = seeAll().filter(({ isZombie }) => !isZombie);
  const roots = alive.filter((seen) => isMarked(seen.environment, mark) || isAdopted(seen));
  return withDescendants(alive, roots);
};

/**
 * Ends what runs of a pod or container, at once, until nothing is left.
 * @returns the processes there were
 */
export const killMarked = async (mark: Mark): Promise<ReadonlySet<number>> => {
  const killed = new Set<number>();
  for (let seen = findMarked(mark); seen.length > 0; seen = findMarked(mark)) {
    for (const { pid } of seen) {
      killed.add(pid);
      signalProcess(pid, "SIGKILL");
    }
    await Bun.sleep(5);
  }
  return killed;
};

/** Ends what the supervisor of a container, which is gone already, has left running. */
export const sweepContainer = async (podDir: string, container: string): Promise<void> => {
  const killed = await killMarked({ podDir, container });
  // With the supervisor gone, none of these was started by this process: it has adopted them or never knew them.
  reap([...killed]);
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
