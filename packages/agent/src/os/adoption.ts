import { FFIType } from "bun:ffi";
import { AgentError } from "../errors.ts";
import { withLibc } from "./libc.ts";

const setChildSubreaper = 36;
const noHang = 1;

/**
 * Has what the children of this process leave behind become children of this process, so that it can be found: a service
 * whose supervisor was killed, and which has written over its own environment, as redis-server does, bears no mark.
 * @throws {AgentError} when the kernel refuses
 */
export const adoptOrphans = (): void => {
  const { i32, u64 } = FFIType;
  const result = withLibc({ prctl: { args: [i32, u64, u64, u64, u64], returns: i32 } }, ({ prctl }) =>
    prctl(setChildSubreaper, 1, 0, 0, 0),
  );
  if (result !== 0)
    throw new AgentError("no-subreaper", "cannot adopt the orphans of containers: prctl failed");
};

/** Takes note that adopted children have ended, without which they stay as zombies; others are left alone. */
export const reap = (pids: readonly number[]): void => {
  if (pids.length === 0) return;
  const { i32, ptr } = FFIType;
  withLibc({ waitpid: { args: [i32, ptr, i32], returns: i32 } }, ({ waitpid }) => {
    for (const pid of pids) waitpid(pid, null, noHang);
  });
};
