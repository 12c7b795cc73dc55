import type { LogLevel, Status } from "@cobble/charm";
import type { FinishedSpan } from "@cobble/charm/internals";
import type { ExecRecord } from "../supervisor/exec.ts";

/** A line of the unit's log. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
}

/** An event that was emitted while a charm ran. */
export interface EmittedEvent {
  /** As in `config-changed`. */
  readonly name: string;
  /** The handle of what it is an event of, as in `charm/on`. */
  readonly emitter: string;
  /** What it is made from, as the data of a custom event. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Whether a handler had deferred it in an earlier run; these are here with `captureDeferredEvents` only. */
  readonly isDeferred: boolean;
}

/** What a charm did that is no part of the state afterwards. Everything is in the order in which it happened. */
export interface Records {
  readonly logs: LogLine[];
  /** What is odd about the states and events of the runs, a sentence each: it could be, but is hardly meant. */
  readonly warnings: string[];
  /** The statuses that were replaced. */
  readonly unitStatusHistory: Status[];
  readonly appStatusHistory: Status[];
  readonly workloadVersionHistory: string[];
  readonly emittedEvents: EmittedEvent[];
  /** What the charm did and for how long, with the option `tracing`; a span is here when it has ended. */
  readonly spans: FinishedSpan[];
  /** What the charm has run, by container. */
  readonly execs: Record<string, ExecRecord[]>;
  /** How many storages were asked for, by name. */
  readonly requestedStorages: Record<string, number>;
  readonly removedSecretRevisions: { readonly id: string; readonly revision: number }[];
  readonly actionLogs: string[];
  /** Results of the action, as `action-set` was given them; undefined when there are none. */
  actionResults: Record<string, string> | undefined;
  /** Why the action has failed; undefined when it has not. */
  actionFailure: string | undefined;
  /** Whether a restart of the machine was asked for, and how soon. */
  reboot: "after the hook" | "now" | undefined;
  /** How often one was asked for. */
  rebootCount: number;
}

/** What an action gave back. */
export interface ActionOutput {
  readonly results: Readonly<Record<string, string>>;
  /** What it said while it ran. */
  readonly logs: readonly string[];
}

/** What the action that ran last gave back, whether it failed or not. */
export const actionOutput = ({ actionResults, actionLogs }: Records): ActionOutput => ({
  results: actionResults ?? {},
  logs: [...actionLogs],
});

/** Records of nothing yet. */
export const createRecords = (): Records => ({
  logs: [],
  warnings: [],
  unitStatusHistory: [],
  appStatusHistory: [],
  workloadVersionHistory: [],
  emittedEvents: [],
  spans: [],
  execs: {},
  requestedStorages: {},
  removedSecretRevisions: [],
  actionLogs: [],
  actionResults: undefined,
  actionFailure: undefined,
  reboot: undefined,
  rebootCount: 0,
});
