import type { CallOptions } from "@cobble/client";
import type { CommandContext } from "./command.ts";

/**
 * Makes a call that Ctrl-C ends early; then it fails as a broken connection does, and so does the command.
 * @throws {ConnectionError} when it was ended, besides what the call throws
 * @source pebble 1.32, seen: Ctrl-C while `notices --timeout` waits, and while `logs -f` waits for the first line
 */
export const interruptible = async <T>(
  context: CommandContext,
  call: (options: CallOptions) => Promise<T>,
): Promise<T> => {
  const { InterruptError } = await import("@cobble/client");
  const stop = new AbortController();
  const restore = context.onSignals(["SIGINT"], () => stop.abort(new InterruptError()));
  try {
    return await call({ signal: stop.signal });
  } finally {
    restore();
  }
};
