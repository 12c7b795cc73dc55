import { FFIType } from "bun:ffi";
import { closeSync, constants, openSync, rmSync, writeFileSync } from "node:fs";
import { PodRunningError } from "../errors.ts";
import { withLibc } from "./libc.ts";
import { readIfThere } from "./state-file.ts";

const exclusiveNow = 2 | 4;

/** Holds a pod's lock until `release`; the kernel releases it when the process ends in any other way. */
export interface PodLock {
  /** Gives the lock up and removes the file that tells of it. */
  release(): void;
}

const tryLock = (fd: number): boolean => {
  const { i32 } = FFIType;
  return withLibc(
    { flock: { args: [i32, i32], returns: i32 } },
    ({ flock }) => flock(fd, exclusiveNow) === 0,
  );
};

const runnerOf = (pidFile: string): number | undefined => {
  const pid = Number.parseInt(readIfThere(pidFile) ?? "", 10);
  return Number.isNaN(pid) ? undefined : pid;
};

/**
 * Takes a pod for this process, so that nobody else runs it at the same time. The lock is on the folder itself: a file
 * in it could be removed and made anew.
 * @param pidFile where others read who has it
 * @throws {PodRunningError} when somebody has it
 */
export const lockPod = (podDir: string, pidFile: string): PodLock => {
  const fd = openSync(podDir, constants.O_RDONLY | constants.O_DIRECTORY);
  if (!tryLock(fd)) {
    const pid = runnerOf(pidFile);
    closeSync(fd);
    const who = pid === undefined ? "another process" : `process ${pid}`;
    throw new PodRunningError(
      `cannot bring up ${podDir}: ${who} runs it already; see it with "cobble pod status", end it with "cobble pod down"`,
      pid,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return {
    release: () => {
      rmSync(pidFile, { force: true });
      closeSync(fd);
    },
  };
};
