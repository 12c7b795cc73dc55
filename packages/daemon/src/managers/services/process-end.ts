import { createDeferred } from "../../deferred.ts";
import type { Clock } from "../../deps.ts";
import type { Process } from "../../os/processes.ts";
import type { ProcessEnd } from "../../os/spawn.ts";

/** How long an exit waits for the rest of the output: a child that keeps the pipe open must not hold it up. */
const drainMs = 100;

/** How often a process group is looked at whose leader has ended: soon at first, then less and less. */
const firstLookMs = 1;
const lastLookMs = 50;

const wait = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => void clock.after(ms, resolve));

/**
 * Settles when a process has ended and what it wrote has been read. A child that keeps its output open is not waited for.
 * @param drained settles when the output has ended
 * @differs the reference waits for the output too, for up to nine tenths of the kill delay; nothing is lost by going on
 */
export const processEnd = async (
  child: Process,
  drained: Promise<void>,
  clock: Clock,
): Promise<ProcessEnd> => {
  const end = await child.exited;
  const limit = createDeferred<void>();
  const timer = clock.after(drainMs, limit.resolve);
  await Promise.race([drained, limit.promise]);
  timer.cancel();
  return end;
};

/** Settles when nobody is left of the process group of `child`, which has ended itself. */
export const groupEnd = async (child: Process, clock: Clock): Promise<void> => {
  // The kernel tells nobody when a group is empty, and those left in it are no children of ours.
  for (let ms = firstLookMs; child.isGroupAlive(); ms = Math.min(ms * 2, lastLookMs)) await wait(clock, ms);
};
