import type { RunTool, Trace } from "@cobble/charm";
import { type FinishedSpan, Tracer, traceTools, traceTransport } from "@cobble/charm/internals";
import type { Transport } from "@cobble/client";
import type { TestClock } from "../supervisor/clock.ts";

/** How the spans of one run are remembered. */
export interface RunTracing {
  readonly trace: Trace;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Runs each tool within a span. */
  tools(run: RunTool): RunTool;
  /** Sends each request to a supervisor within a span. */
  transport(transport: Transport): Transport;
  /** Nobody takes the spans away but the test, so that no relation says who does. */
  attach(): void;
  /** The same, whatever the charm says. */
  setDestination(): void;
}

/**
 * Remembers the spans of a run, by the test's clock, under numbers that are the same each time.
 * @param spans where they are put when they have ended; the numbers go on from those that are there
 */
export const traceRun = (spans: FinishedSpan[], clock: TestClock): RunTracing => {
  let number = spans.length;
  const randomHex = (bytes: number): string => (++number).toString(16).padStart(bytes * 2, "0");
  const tracer = new Tracer({ nowUs: () => clock.now(), randomHex, finished: spans });
  return {
    trace: tracer.trace,
    traceId: tracer.traceId,
    tools: (run) => traceTools(run, tracer.trace),
    transport: (transport) => traceTransport(transport, tracer.trace),
    attach: () => undefined,
    setDestination: () => undefined,
  };
};
