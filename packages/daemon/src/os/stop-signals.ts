/** Why the daemon ends. */
export type StopReason =
  | { readonly type: "signal"; readonly text: string }
  | { readonly type: "action"; readonly exitCode: 0 | 10 | 11 }
  | { readonly type: "done"; readonly exitCode: number };

/** The signals that end the daemon, in the words of its log. @source pebble 1.32, seen: `Exiting on terminated signal.` */
const signalTexts = { SIGTERM: "terminated", SIGINT: "interrupt", SIGQUIT: "quit" } as const;

/** Signals that would end another program, and mean nothing to the daemon. @source pebble 1.32, seen: each was sent */
const ignoredSignals = ["SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGXCPU", "SIGIO"] as const;

const ignore = (): void => undefined;

/**
 * Calls `stop` at the first signal that ends the daemon; further ones change nothing while it is ending.
 * @param options.shares a signal that something else in this process listens for is left to that
 */
export const listenForSignals = (
  stop: (reason: StopReason) => void,
  { shares = false }: { readonly shares?: boolean } = {},
): { dispose(): void } => {
  const isOurs = (signal: string): boolean => !shares || process.listenerCount(signal) === 1;
  const listeners = [
    ...Object.entries(signalTexts).map(
      ([signal, text]) => [signal, () => isOurs(signal) && stop({ type: "signal", text })] as const,
    ),
    ...ignoredSignals.map((signal) => [signal, ignore] as const),
  ];
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    dispose: () => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
};
