import type { Clock, Logger } from "../deps.ts";
import { createOutput, descriptorFile } from "./output.ts";

/** Milliseconds, always three digits: the form of every log line. */
export const formatLogTime = (micros: number): string => new Date(Math.floor(micros / 1000)).toISOString();

/**
 * The daemon's log on standard error, which may be closed or full: `2026-01-02T03:04:05.678Z [cobble] text`.
 * @param options.program the name in brackets, that under which the daemon was started
 */
export const createLogger = (
  clock: Clock,
  options: { readonly program: string; readonly debug: boolean },
): Logger => {
  const output = createOutput(descriptorFile(2), clock);
  const line = (text: string): void =>
    output.write(`${formatLogTime(clock.now())} [${options.program}] ${text}\n`);
  return { notice: line, debug: options.debug ? (text) => line(`DEBUG ${text()}`) : () => undefined };
};
