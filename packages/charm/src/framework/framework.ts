import type { Charmcraft } from "@cobble/plan";
import type { HookContext } from "../context.ts";
import { CharmEvents } from "../events/charm-events.ts";
import type { CollectedStatuses } from "../events/collect-status.ts";
import { type BoundEvent, type CharmEvent, charmEmitter, type EventFacts } from "../events/event.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { Logger } from "../log.ts";
import type { Model } from "../model/model.ts";
import type { TraceDestination } from "../tracing/export.ts";
import { type Trace, untraced } from "../tracing/trace.ts";
import { type BreakpointDeps, Breakpoints } from "./breakpoints.ts";
import { ChangeTracker } from "./change-tracker.ts";
import { Deliveries, parseRecord } from "./deliveries.ts";
import { Emitter } from "./emitter.ts";
import { HandleError } from "./errors.ts";
import { type FrameworkEvents, frameworkEvents } from "./framework-events.ts";
import type { KeptState } from "./kept-state.ts";
import { Observers } from "./observers.ts";
import { openStoredState, type StoredState } from "./stored-state.ts";

/** What a framework is made from. */
export interface FrameworkDeps {
  /** What the agent said about the hook. */
  readonly context: HookContext;
  readonly meta: Charmcraft;
  readonly model: Model;
  readonly tools: HookTools;
  readonly log: Logger;
  /** What earlier hooks have kept. */
  readonly kept: KeptState;
  /** The time of the day, in milliseconds since 1970. */
  readonly today: () => number;
  /** Remembers what the charm does, and for how long; nothing does when absent. */
  readonly trace?: Trace | undefined;
  /** Says who takes what is remembered; nobody hears it when absent. */
  readonly setTraceDestination?: ((destination: TraceDestination | undefined) => void) | undefined;
  /** Where to stop for a debugger; nowhere when absent. */
  readonly breakpoints?: Omit<BreakpointDeps, "log"> | undefined;
}

/** The key that deferred events are kept under. */
const deferredKey = "deferred";

/** Joins events with the methods that handle them. A charm gets one, and hands it to `super`. */
export class Framework {
  /** What the agent said about the hook that this is, as the machine that the unit is on: `context.machineId`. */
  readonly context: HookContext;
  readonly meta: Charmcraft;
  readonly model: Model;
  readonly log: Logger;
  /**
   * The hook tools themselves, for what the model does not have. Each call is a run of a tool, and what the model remembers is
   * not told of it.
   * @example const { units } = await this.framework.tools.statusGet({ app: true });
   */
  readonly tools: HookTools;
  /** Every event of the charm itself, as in `charm.on`. */
  readonly charmEvents: CharmEvents;
  /** What happens when a hook has ended well. */
  readonly on: FrameworkEvents = frameworkEvents();
  /** What was said in this hook of how the unit and the application are. */
  readonly collected: CollectedStatuses = { app: [], unit: [] };
  /** Knows what is not as it was, once a charm asks it to. */
  readonly tracker: ChangeTracker;
  /**
   * Runs a piece of the charm's own work within a span of the dispatch's trace; without tracing it is only run.
   * @example await this.framework.trace({ name: "backup" }, () => this.backUp());
   */
  readonly trace: Trace;
  readonly #setTraceDestination: FrameworkDeps["setTraceDestination"];
  readonly #kept: KeptState;
  readonly #states: StoredState<object>[] = [];
  readonly #deliveries: Deliveries;
  readonly #observers = new Observers();
  readonly #breakpoints: Breakpoints;
  readonly #emitter: Emitter;

  constructor(deps: FrameworkDeps) {
    const { context, meta, model, tools, log, kept, today, breakpoints, trace = untraced } = deps;
    this.context = context;
    this.meta = meta;
    this.model = model;
    this.log = log;
    this.tools = tools;
    this.tracker = new ChangeTracker(kept);
    this.charmEvents = new CharmEvents({
      meta,
      model,
      tools,
      tracker: this.tracker,
      collected: this.collected,
    });
    this.trace = trace;
    this.#setTraceDestination = deps.setTraceDestination;
    this.#kept = kept;
    const deferred = kept.get(deferredKey);
    this.#deliveries = new Deliveries(deferred === undefined ? undefined : parseRecord(deferred));
    this.#breakpoints = new Breakpoints({
      names: new Set(),
      ...breakpoints,
      log,
    });
    this.#emitter = new Emitter({
      observers: this.#observers,
      deliveries: this.#deliveries,
      breakpoints: this.#breakpoints,
      today,
      trace,
      log,
    });
  }

  /**
   * Calls a method of the observer whenever the event comes. Handlers run one at a time, in the order they were observed;
   * one that returns a promise is waited for. A method that observes the same event twice is called once.
   * @param event as in `charm.on.container("redis").pebbleReady`
   * @param handler a method of the observer, unbound; only a method of a Charm or a CharmObject can defer
   */
  observe<E extends CharmEvent, O>(
    event: BoundEvent<E>,
    handler: (this: O, event: E) => void | Promise<void>,
    observer: O,
  ): void {
    this.#observers.add(event, { handler, observer });
  }

  /**
   * Remembers an object of the charm by its handle; what a charm is made of calls it when it is made.
   * @throws {HandleError} when another object has the same handle
   */
  track(handle: string, object: object): void {
    if (this.#observers.track(handle, object)) return;
    throw new HandleError(
      `cannot make a second object with the handle ${handle}: what it deferred and stored could not be told from the first's; give it another key`,
    );
  }

  /**
   * Stops here until a debugger is attached, if `JUJU_DEBUG_AT` asks for this name or for `all`; see
   * docs/how-to/debug-a-charm.md.
   * @param name only `all` asks for one without
   * @throws {BreakpointError} when the name cannot be one
   */
  async breakpoint(name?: string): Promise<void> {
    await this.#breakpoints.at(name);
  }

  /**
   * Says who takes the charm's traces, from this hook on. Relations that `MainOptions.tracing` names say it anew in their events.
   * @param destination nobody when undefined: traces are kept then, until somebody does
   * @throws {TracingError} when its address is not over HTTP or HTTPS
   * @source ops 3.9, tracing/ops_tracing/_backend.py, set_destination: nothing comes of it when the charm is not traced
   */
  setTraceDestination(destination: TraceDestination | undefined): void {
    this.#setTraceDestination?.(destination);
  }

  /** Whether any handler would be called with the event. */
  isObserved(event: Pick<BoundEvent<CharmEvent>, "emitter" | "name">): boolean {
    return this.#observers.of(event).length > 0;
  }

  /** Makes an event happen, now; nothing comes of one that nobody observes. */
  async emit(event: BoundEvent<CharmEvent>, facts: EventFacts = {}): Promise<void> {
    await this.#emitter.emit(event, facts);
  }

  /** Makes the event of a hook happen, by its name, with what the agent says about it. */
  async emitHook(name: string, context: HookContext): Promise<void> {
    const [first] = this.#observers.of({ emitter: charmEmitter, name });
    if (first !== undefined) await this.emit(first.event, first.event.read?.(context));
  }

  /** Calls the handlers again that deferred an event in earlier hooks. */
  async reemit(): Promise<void> {
    await this.#emitter.reemit();
  }

  /**
   * Opens values that are there again in later hooks; `CharmObject.storedState` is what charms call.
   * @throws {HandleError} when they are open already
   * @throws {StoredValueError} when a default cannot be stored
   */
  openState<T extends object>(state: { readonly handle: string; readonly defaults: T }): T {
    this.track(state.handle, state);
    const opened = openStoredState(this.#kept, state);
    this.#states.push(opened);
    return opened.values;
  }

  /**
   * Keeps what was stored and deferred in this hook for the next one.
   * @throws {StoredValueError} when a value in a stored state cannot be stored
   */
  async commit(): Promise<void> {
    await this.emit(this.on.preCommit);
    await this.emit(this.on.commit);
    for (const state of this.#states) state.keep();
    this.tracker.keep((name) => this.#deliveries.awaits({ emitter: charmEmitter, name }));
    const record = this.#deliveries.record();
    this.#kept.set(deferredKey, record && JSON.stringify(record));
    await this.#kept.save();
    await this.emit(this.on.postCommit);
  }
}
