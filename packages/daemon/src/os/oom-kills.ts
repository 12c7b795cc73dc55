import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Counts the processes that the kernel killed because the memory of this control group was used up. */
export interface OomKills {
  /** How many there were since this was last called, or since the start; undefined when the kernel does not tell. */
  take(): number | undefined;
}

/** Where the files that tell stand; tests have their own. */
export interface OomSources {
  /** What `/proc/self/cgroup` says. */
  readonly membership: string;
  /** What `/sys/fs/cgroup` is. */
  readonly root: string;
}

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Without control groups, or in a container that does not show them, nobody tells: that is an answer too.
    return undefined;
  }
};

/**
 * The file with the counter: of the control group of version 2, or of the memory controller of version 1. In a container
 * the group may be shown as the root of what is mounted there, whatever its path outside is.
 */
const counterFile = ({ membership, root }: OomSources): string | undefined => {
  const groups = membership.split("\n").map((line) => line.split(":"));
  const pathOf = (controller: string): string | undefined =>
    groups.find(([, controllers = ""]) => controllers.split(",").includes(controller))?.[2];
  const candidates = [
    join(root, "memory", pathOf("memory") ?? "", "memory.oom_control"),
    join(root, "memory", "memory.oom_control"),
    join(root, pathOf("") ?? "", "memory.events"),
    join(root, "memory.events"),
  ];
  return candidates.find((path) => existsSync(path));
};

const machine = (): OomSources => ({
  membership: readText("/proc/self/cgroup") ?? "",
  root: "/sys/fs/cgroup",
});

/** Looks for the counter once, and reads it at each call. */
export const createOomKills = (sources: OomSources = machine()): OomKills => {
  const file = counterFile(sources);
  const read = (): number | undefined => {
    const text = file === undefined ? undefined : readText(file);
    const found = /^oom_kill (\d+)$/m.exec(text ?? "")?.[1];
    return found === undefined ? undefined : Number(found);
  };
  let seen = read();
  return {
    take: () => {
      const now = read();
      if (now === undefined || seen === undefined) return undefined;
      const kills = now - seen;
      seen = now;
      return kills;
    },
  };
};
