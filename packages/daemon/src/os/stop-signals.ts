/** Why the daemon ends. */
export type StopReason =
  | { readonly type: "signal"; readonly text: string }
  | { readonly type: "action"; readonly exitCode: 0 | 10 | 11 }
  | { readonly type: "done"; readonly exitCode: number };

/** @source pebble 1.32, seen: `Exiting on terminated signal.` */
const signalTexts = { SIGTERM: "terminated", SIGINT: "interrupt" } as const;

/** Calls `stop` at the first SIGTERM or SIGINT; further ones change nothing while the daemon is ending. */
export const listenForSignals = (stop: (reason: StopReason) => void): { dispose(): void } => {
  const onTerm = (): void => stop({ type: "signal", text: signalTexts.SIGTERM });
  const onInt = (): void => stop({ type: "signal", text: signalTexts.SIGINT });
  process.on("SIGTERM", onTerm);
  process.on("SIGINT", onInt);
  return {
    dispose: () => {
      process.off("SIGTERM", onTerm);
      process.off("SIGINT", onInt);
    },
  };
};
