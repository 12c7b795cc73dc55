import type { Debuggee } from "../framework/breakpoints.ts";

const host = "127.0.0.1";

/**
 * Waits until a debugger is attached to this process, and stops there where the runtime can: Node does, Bun goes on to the
 * breakpoints that the debugger has set. Where to attach is written to the standard error.
 */
const waitForDebugger = async (port: number): Promise<void> => {
  // Loaded only when somebody debugs the charm.
  const inspector = await import("node:inspector");
  if (inspector.url() === undefined) inspector.open(port, host, true);
  // biome-ignore lint/suspicious/noDebugger: this is what a breakpoint is.
  debugger;
};

/**
 * This process as a debugger finds it.
 * @param port on this machine only; any that is free when it is 0
 */
export const debuggeeAt = (port: number): Debuggee => ({
  address: `${host}:${port}`,
  wait: () => waitForDebugger(port),
});
