import type { Micros } from "@cobble/wire";
import type { ServiceState, StopGoal } from "./state.ts";

/** Who sent the signal that ended a process: the supervisor itself, a client's request, or somebody it does not know. */
export type SignalSender = "supervisor" | "client" | "unknown";

/** How a process of a service ended. */
export interface ServiceEnd {
  readonly at: Micros;
  /** When that process was started. */
  readonly startedAt: Micros;
  /** The exit code; 128 plus its number for a signal. */
  readonly code: number;
  /** Of one that the supervisor was ending: what for. */
  readonly goal?: StopGoal;
  /** Of one that a signal ended. */
  readonly signal?: NodeJS.Signals;
  readonly sender?: SignalSender;
  /**
   * Of one that ended as if by a SIGKILL that nobody known sent: how many processes the kernel killed for want of memory since it was
   * last looked at; absent when it does not tell.
   */
  readonly oomKills?: number;
}

/** What is remembered of a service's past since the daemon started; the state is what it is now. */
export interface ServiceRecord {
  /** Of its process, or of the last one. */
  readonly pid?: number;
  readonly startedAt?: Micros;
  /** Whether that process was started by itself, after the end of another, and not by a change. */
  readonly byItself?: boolean;
  /** How many times it was started again by itself. */
  readonly restarts: number;
  readonly lastEnd?: ServiceEnd;
  /** The last start that came to no process, and why. */
  readonly lastFault?: { readonly at: Micros; readonly message: string };
  /** The last check that ended the process by going down. */
  readonly checkFailure?: { readonly at: Micros; readonly check: string };
  /** The last signal that a client had sent to the process. */
  readonly clientSignal?: { readonly at: Micros; readonly signal: NodeJS.Signals };
}

/** Of a service that has not been started. */
export const newRecord: ServiceRecord = { restarts: 0 };

/** A process was started. @param options.asked by a change, and not after an end */
export const recordStart = (
  record: ServiceRecord,
  options: { readonly at: Micros; readonly pid: number; readonly asked: boolean },
): ServiceRecord => ({
  pid: options.pid,
  startedAt: options.at,
  byItself: !options.asked,
  restarts: record.restarts + (options.asked ? 0 : 1),
  ...(record.lastEnd === undefined ? {} : { lastEnd: record.lastEnd }),
  ...(record.checkFailure === undefined ? {} : { checkFailure: record.checkFailure }),
});

/** 128 and the number of SIGKILL. */
const killedCode = 137;

const goalOf = (state: ServiceState): StopGoal | undefined =>
  state.name === "terminating" || state.name === "killing" ? state.goal : undefined;

const senderOf = (record: ServiceRecord, state: ServiceState, signal: NodeJS.Signals): SignalSender => {
  if (goalOf(state) !== undefined) return "supervisor";
  return record.clientSignal?.signal === signal ? "client" : "unknown";
};

/**
 * A process has ended.
 * @param options.state what the service was doing
 * @param options.oomKills looked at only when it may explain the end
 */
export const recordEnd = (
  record: ServiceRecord,
  options: {
    readonly at: Micros;
    readonly code: number;
    readonly signal: NodeJS.Signals | undefined;
    readonly state: ServiceState;
    readonly oomKills: () => number | undefined;
  },
): ServiceRecord => {
  const { at, code, signal, state } = options;
  const sender = signal === undefined ? undefined : senderOf(record, state, signal);
  const goal = goalOf(state);
  // A shell whose child was killed exits with that code.
  const isUnexplained = code === killedCode && goal === undefined && sender !== "client";
  const oomKills = isUnexplained ? options.oomKills() : undefined;
  const lastEnd: ServiceEnd = {
    at,
    code,
    startedAt: record.startedAt ?? at,
    ...(goal === undefined ? {} : { goal }),
    ...(signal === undefined || sender === undefined ? {} : { signal, sender }),
    ...(oomKills === undefined ? {} : { oomKills }),
  };
  return { ...record, lastEnd };
};
