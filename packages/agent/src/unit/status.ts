import { describeHook } from "../hooks/hook.ts";
import type { QueueState } from "../hooks/machine.ts";
import type { Status } from "./facts.ts";

/** The message of a unit whose install hook runs. */
export const installing = "installing charm software";
/** The message of a unit before its first hook. */
export const starting = "starting";

/** Whether a status is one that the charm did not set. */
export const isPlaceholder = ({ message }: Status): boolean => [installing, starting].includes(message);

/** The status to show of a unit: the charm's own, unless a hook has failed and has not succeeded since. */
export const statusToShow = (queue: QueueState, said: Status): Status => {
  const hasFailed = queue.phase === "backing-off" || (queue.phase === "running" && queue.attempt > 1);
  if (!hasFailed) return said;
  const message = describeHook(queue.hook).replace(" ", " failed: ");
  return { status: "error", message, since: said.since };
};
