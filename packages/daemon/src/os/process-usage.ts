import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** What processes have used. */
export interface Usage {
  /** Processor time in milliseconds: their own, and that of children that they have waited for. */
  readonly cpuMs: number;
  /** Resident bytes; what processes share is counted in each. */
  readonly memoryBytes: number;
}

/** What the processes of a group have used. */
export interface GroupUsage extends Usage {
  readonly processes: number;
}

/** Looks at what processes use. */
export interface ProcessUsage {
  /** What each of these process groups uses; a group that is gone, or that cannot be looked at, is left out. */
  groups(ids: ReadonlySet<number>): Promise<ReadonlyMap<number, GroupUsage>>;
  /** What this process uses. */
  own(): Usage & { readonly pid: number };
  /** How many processors there are. */
  readonly cpus: number;
}

/** How many processes are looked at before others get their turn. */
const batchSize = 64;

/** The kernel's unit of processor time is a hundredth of a second, on every machine that this runs on. */
const msPerTick = 10;

/** The entry of the auxiliary vector that holds the size of a page. */
const pageSizeEntry = 6n;

const readPageBytes = (): number => {
  const vector = readFileSync("/proc/self/auxv");
  for (let at = 0; at + 16 <= vector.length; at += 16) {
    if (vector.readBigUInt64LE(at) === pageSizeEntry) return Number(vector.readBigUInt64LE(at + 8));
  }
  return 4096;
};

/** What `/proc/PID/stat` tells of a process. */
interface Stat {
  readonly group: number;
  readonly ticks: number;
  readonly pages: number;
}

/** The fields after the name, which may have any characters in it; numbers are those of proc(5). */
const parseStat = (text: string): Stat => {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (number: number): number => Number(fields[number - 3] ?? 0);
  return { group: field(5), ticks: field(14) + field(15) + field(16) + field(17), pages: field(24) };
};

const readStat = (pid: string): Stat | undefined => {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    // It ended since it was listed, or is hidden from us.
    return undefined;
  }
};

const listProcesses = (): readonly string[] => {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    // Without /proc nothing can be told of processes, and nothing is.
    return [];
  }
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const readGroups = async (ids: ReadonlySet<number>): Promise<ReadonlyMap<number, GroupUsage>> => {
  const found = new Map<number, GroupUsage>();
  if (ids.size === 0) return found;
  const pageBytes = readPageBytes();
  for (const [index, pid] of listProcesses().entries()) {
    if (index % batchSize === batchSize - 1) await nextTurn();
    const stat = readStat(pid);
    if (stat === undefined || !ids.has(stat.group)) continue;
    const { processes = 0, cpuMs = 0, memoryBytes = 0 } = found.get(stat.group) ?? {};
    found.set(stat.group, {
      processes: processes + 1,
      cpuMs: cpuMs + stat.ticks * msPerTick,
      memoryBytes: memoryBytes + stat.pages * pageBytes,
    });
  }
  return found;
};

/** Looks at the processes of this machine. */
export const createProcessUsage = (): ProcessUsage => ({
  groups: readGroups,
  own: () => {
    const { user, system } = process.cpuUsage();
    return {
      pid: process.pid,
      cpuMs: Math.round((user + system) / 1000),
      memoryBytes: process.memoryUsage.rss(),
    };
  },
  cpus: availableParallelism(),
});
