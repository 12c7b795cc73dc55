import type { Clock, Timer } from "../deps.ts";
import { becomeSubreaper, peekEndedChild, reapChild } from "./libc.ts";
import { isOwnChild } from "./spawn.ts";

/** How long until another look when an ended child of ours hides the others: the runtime notes its end meanwhile. */
const lookAgainMs = 20;

/**
 * Adopts what services leave behind when they daemonise or die, and takes note of its end, so that no zombies pile up.
 * As the first process of a container this one is given all orphans anyway. Ends with `dispose`.
 * @source pebble 1.32, seen: a process that left its service's session becomes a child of the daemon
 */
export const startReaper = (clock: Clock): { dispose(): void } => {
  becomeSubreaper();
  let again: Timer | undefined;
  const look = (): void => {
    again?.cancel();
    again = undefined;
    for (let pid = peekEndedChild(); pid !== undefined; pid = peekEndedChild()) {
      // The kernel shows one at a time, and this one is not ours to take: whoever started it needs its exit code.
      if (isOwnChild(pid)) {
        again = clock.after(lookAgainMs, look);
        return;
      }
      reapChild(pid);
    }
  };
  process.on("SIGCHLD", look);
  look();
  return {
    dispose: () => {
      process.off("SIGCHLD", look);
      again?.cancel();
    },
  };
};
