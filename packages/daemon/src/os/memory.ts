import { readFileSync } from "node:fs";
import type { Clock } from "../deps.ts";
import { dropPages } from "./libc.ts";

/** Starting runs code that is never needed again; by then it is over. */
const firstLookMs = 1500;
const lookEveryMs = 10_000;
/** Below this share of one core since the last look, nobody waits for the few milliseconds that giving back takes. */
const quietShare = 0.02;
/** Less than this is not worth the work. */
const worthwhileBytes = 8 * 2 ** 20;

/**
 * Where the giving back stands: `due` is from the start, or from work that followed a release at once; `settling` is from a
 * release to the next look, which sees what is in use all the same.
 */
export type MemoryState =
  | { readonly name: "due" }
  | { readonly name: "settling" }
  | { readonly name: "settled"; readonly floorBytes: number };

/** What is seen of this process at times. */
export interface MemoryLook {
  readonly residentBytes: number;
  /** Processor time since the last look, as a share of one core. */
  readonly busyShare: number;
}

const releasing = { state: { name: "settling" }, release: true } as const;

/** Decides on a look: memory is given back after the start, and whenever it has grown, once nothing much happens. */
export const step = (
  state: MemoryState,
  look: MemoryLook,
): { readonly state: MemoryState; readonly release: boolean } => {
  const isQuiet = look.busyShare < quietShare;
  switch (state.name) {
    case "due":
      return isQuiet ? releasing : { state, release: false };
    case "settling":
      return {
        state: isQuiet ? { name: "settled", floorBytes: look.residentBytes } : { name: "due" },
        release: false,
      };
    case "settled": {
      const hasGrown = look.residentBytes - state.floorBytes > worthwhileBytes;
      return hasGrown && isQuiet ? releasing : { state, release: false };
    }
    default:
      return state satisfies never;
  }
};

/** A mapping of this process's memory. */
interface Mapping {
  readonly start: number;
  readonly length: number;
}

/**
 * The machine code of one file among the mappings of a process, as `/proc/PID/maps` lists them.
 * Only mappings that cannot be written to: what they hold is in the file, so a dropped page is read again when it is needed.
 */
export const codeMappings = (maps: string, path: string): readonly Mapping[] =>
  maps.split("\n").flatMap((line) => {
    const [, from = "", to = "", file] = /^([0-9a-f]+)-([0-9a-f]+) r-xp \S+ \S+ \S+ +(.*)$/.exec(line) ?? [];
    if (file !== path) return [];
    const start = Number.parseInt(from, 16);
    return [{ start, length: Number.parseInt(to, 16) - start }];
  });

/** Collects garbage, then lets go of the pages of code that only start-up or a burst of work touched. */
const releaseMemory = (): void => {
  Bun.gc(true);
  for (const mapping of codeMappings(readFileSync("/proc/self/maps", "utf8"), process.execPath)) {
    dropPages(mapping);
  }
};

/**
 * Gives memory back to the system shortly after the start and whenever it has grown and the daemon is quiet: the runtime
 * alone would keep its garbage until it allocates again, and the kernel the code of the start for as long as there is room.
 * Costs a few milliseconds each time. Ends with `dispose`.
 */
export const keepMemorySmall = (clock: Clock): { dispose(): void } => {
  let state: MemoryState = { name: "due" };
  let cpu = process.cpuUsage();
  let at = clock.monotonicMs();
  const look = (): void => {
    const spent = process.cpuUsage(cpu);
    const now = clock.monotonicMs();
    const busyShare = (spent.user + spent.system) / 1000 / (now - at);
    const next = step(state, { residentBytes: process.memoryUsage.rss(), busyShare });
    state = next.state;
    if (next.release) releaseMemory();
    cpu = process.cpuUsage();
    at = now;
    timer = clock.after(lookEveryMs, look);
  };
  let timer = clock.after(firstLookMs, look);
  return { dispose: () => timer.cancel() };
};
