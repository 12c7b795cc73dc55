import { describe, expect, it } from "bun:test";
import { listenForSignals, type StopReason } from "../../src/os/stop-signals.ts";

/** What comes of a signal to this process. */
const reasonOf = async (...signals: readonly NodeJS.Signals[]): Promise<StopReason> => {
  const { promise, resolve } = Promise.withResolvers<StopReason>();
  const listening = listenForSignals(resolve);
  try {
    for (const signal of signals) process.kill(process.pid, signal);
    return await promise;
  } finally {
    listening.dispose();
  }
};

describe("signals to the daemon", () => {
  const texts = { SIGTERM: "terminated", SIGINT: "interrupt", SIGQUIT: "quit" } as const;
  for (const [signal, text] of Object.entries(texts)) {
    it(`end it, when one is ${signal}`, async () => {
      // What is listed is a signal.
      expect(await reasonOf(signal as NodeJS.Signals)).toEqual({ type: "signal", text });
    });
  }

  it("change nothing, when they are those that programs give meanings of their own", async () => {
    expect(await reasonOf("SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGIO", "SIGTERM")).toMatchObject({
      text: "terminated",
    });
  });
});
