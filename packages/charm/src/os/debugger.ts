/**
 * Waits until a debugger is attached to this process, and stops there where the runtime can: Node does, Bun goes on to the
 * breakpoints that the debugger has set. Where to attach is written to the standard error.
 * @param port where the debugger finds the process, on this machine only
 */
export const waitForDebugger = async (port: number): Promise<void> => {
  // Loaded only when somebody debugs the charm.
  const inspector = await import("node:inspector");
  if (inspector.url() === undefined) inspector.open(port, "127.0.0.1", true);
  // biome-ignore lint/suspicious/noDebugger: this is what a breakpoint is.
  debugger;
};
