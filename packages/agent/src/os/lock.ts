import { dlopen, FFIType } from "bun:ffi";
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { PodRunningError } from "../errors.ts";

const exclusiveNow = 2 | 4;

/** Holds a pod's lock until `release`; the kernel releases it when the process ends in any other way. */
export interface PodLock {
  /** Gives the lock up and removes its file. */
  release(): void;
}

const tryLock = (fd: number): boolean => {
  // The library's name carries the loader's version on every Linux that Bun runs on; musl has no such file name.
  for (const name of ["libc.so.6", "libc.so"]) {
    try {
      const libc = dlopen(name, { flock: { args: [FFIType.i32, FFIType.i32], returns: FFIType.i32 } });
      try {
        return libc.symbols.flock(fd, exclusiveNow) === 0;
      } finally {
        libc.close();
      }
    } catch (error) {
      if (name === "libc.so") throw error;
    }
  }
  return false;
};

const runnerOf = (file: string): number | undefined => {
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
  return Number.isNaN(pid) ? undefined : pid;
};

/** Whether the file that was opened is still the one at that path: its last holder may have removed it meanwhile. */
const isCurrent = (fd: number, file: string): boolean =>
  fstatSync(fd).ino === statSync(file, { throwIfNoEntry: false })?.ino;

/**
 * Takes a pod for this process, so that nobody else runs it at the same time.
 * @throws {PodRunningError} when somebody does
 */
export const lockPod = (file: string, podDir: string): PodLock => {
  const fd = openSync(file, "a+", 0o600);
  if (!tryLock(fd)) {
    const pid = runnerOf(file);
    closeSync(fd);
    const who = pid === undefined ? "another process" : `process ${pid}`;
    throw new PodRunningError(
      `cannot bring up ${podDir}: ${who} runs it already; see it with "cobble pod status", end it with "cobble pod down"`,
      pid,
    );
  }
  if (!isCurrent(fd, file)) {
    closeSync(fd);
    return lockPod(file, podDir);
  }
  ftruncateSync(fd, 0);
  writeSync(fd, `${process.pid}\n`);
  return {
    release: () => {
      rmSync(file, { force: true });
      closeSync(fd);
    },
  };
};
