import { readdirSync, readFileSync } from "node:fs";

/** A process that belongs to a pod. */
export interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
}

/** The text of a file of a process; empty when the process has gone. */
const readProc = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // It ended while we looked.
    return "";
  }
};

/** Every process but ourselves in whose environment or command line the folder of the pod stands. */
export const runningMarked = (folder: string): readonly MarkedProcess[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => readProc(pid, "environ").includes(folder) || readProc(pid, "cmdline").includes(folder))
    .map((pid) => ({ pid: Number(pid), command: readProc(pid, "cmdline").replaceAll("\0", " ").trim() }));
