import { constants } from "node:os";

/** What ends a process that does not handle it; others are noted, as by programs that reload on SIGHUP. */
const ending: readonly string[] = ["SIGTERM", "SIGINT", "SIGQUIT", "SIGABRT", "SIGKILL"];

/** Whether a signal ends a process that ignores some. */
export const endsProcess = (signal: NodeJS.Signals, ignored: ReadonlySet<NodeJS.Signals>): boolean =>
  ending.includes(signal) && (signal === "SIGKILL" || !ignored.has(signal));

/** The exit code of a process that a signal ended. */
export const signalExitCode = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
