import type { Charmcraft, ConfigValue } from "@cobble/plan";
import type { HookToolReply, HookToolRequest } from "../hook-tools/protocol.ts";
import { noOutcome, type UnitPlace } from "../hooks/context.ts";
import { describeHook, type Hook, isSameHook } from "../hooks/hook.ts";
import {
  emptyQueue,
  type QueueEffect,
  type QueueEvent,
  type QueueState,
  stepQueue,
} from "../hooks/machine.ts";
import { type HookEnd, HookRunner } from "../hooks/runner.ts";
import { ActionCallers, type ActionEnd, endOfAction } from "./actions.ts";
import type { Status } from "./facts.ts";
import { brokenRelations } from "./relation-hooks.ts";
import { relationsIn, type UnitRelation } from "./relations.ts";
import { SecretTimer } from "./secret-timer.ts";
import { afterSecretHook, unusedRevisionHooks } from "./secret-times.ts";
import { afterHook, type Handled, type UnitState } from "./state.ts";
import { installing, isPlaceholder, starting, statusToShow } from "./status.ts";
import { detachedStorages, newStorages } from "./storage-hooks.ts";
import { firstStorages } from "./storages.ts";
import type { UnitDeps } from "./unit-deps.ts";

/** The unit agent: has the charm's hooks run one at a time, and keeps what they say when they succeed. */
export class Unit {
  readonly name: string;
  readonly #deps: UnitDeps;
  readonly #runner: HookRunner;
  readonly #callers = new ActionCallers();
  readonly #secretTimer: SecretTimer;
  #queue: QueueState = emptyQueue;
  #state: UnitState;
  #told: Status | undefined;
  #cancelWait: () => void = () => undefined;
  #whenEnded: () => void = () => undefined;

  constructor(first: { readonly charm: Charmcraft; readonly state: UnitState }, deps: UnitDeps) {
    this.name = `${first.charm.name}/0`;
    this.#deps = deps;
    this.#runner = new HookRunner({ ...deps, sayOfAction: (id, line) => this.#callers.say(id, line) });
    this.#secretTimer = new SecretTimer({
      clock: deps.clock,
      secrets: () => this.#state.facts.secrets ?? [],
      onDue: (hook) => this.queue(hook),
    });
    const since = deps.clock.timeOfDay();
    const unitStatus = { status: "waiting", message: starting, since };
    const storages = firstStorages(deps.place.charm.storages, first.state.facts.storages ?? []);
    this.#state = { ...first.state, facts: { ...first.state.facts, unitStatus, storages } };
  }

  /** What is kept of the unit. */
  get state(): UnitState {
    return this.#state;
  }

  /** The status to show: the charm's own, unless a hook has failed and has not succeeded since. */
  get status(): Status {
    return statusToShow(this.#queue, this.#state.facts.unitStatus);
  }

  /** The hook that runs or is to be tried again; undefined when there is nothing to do. */
  get current(): Hook | undefined {
    return "hook" in this.#queue ? this.#queue.hook : undefined;
  }

  /** What of a container's notices has been handled. */
  handled(container: string): Handled {
    return this.#state.handled[container] ?? { after: "", changes: [] };
  }

  /** Tells the status that stands before the first hook. */
  announce(): void {
    this.#tellStatus();
  }

  /** The relations that the unit has, as a hook sees them if one is given. */
  relations(hook?: Hook): readonly UnitRelation[] {
    const { charm, remotes: given } = this.#deps.place;
    return relationsIn(hook, { charm, given, told: this.#state.remotes ?? {} });
  }

  /** Has a hook run when its turn comes. */
  queue(hook: Hook): void {
    this.#step({ type: "queued", hook });
  }

  /** Has the charm told of what it does not know yet of its storages, relations or secrets. */
  tell(find: (state: UnitState, place: UnitPlace) => readonly Hook[]): void {
    for (const hook of find(this.#state, this.#deps.place)) {
      // It runs already, and is known to the charm when it has succeeded.
      const isRunning = this.current !== undefined && isSameHook(hook, this.current);
      if (!isRunning) this.queue(hook);
    }
  }

  /** The hooks that take leave of all that the charm was told of. */
  leave(): readonly Hook[] {
    const { place } = this.#deps;
    return [...brokenRelations(this.#state, place), ...detachedStorages(this.#state, place)];
  }

  /** Takes back a hook that waits. */
  withdraw(hook: Hook): void {
    this.#step({ type: "withdrawn", hook });
  }

  /** Keeps values that people set, and tells the charm; a hook that waits to be tried again is tried now. */
  setConfig(config: Readonly<Record<string, ConfigValue>>): void {
    this.#keep({ ...this.#state, config });
    this.queue({ kind: "lifecycle", name: "config-changed" });
    this.#step({ type: "retry" });
  }

  /**
   * Runs an action.
   * @param say takes each line of its progress, and what it waits for
   */
  runAction(
    call: { readonly name: string; readonly params: Readonly<Record<string, unknown>> },
    say: (line: string) => void,
  ): Promise<ActionEnd> {
    const id = this.#deps.newId();
    const first = this.current;
    if (first !== undefined) say(`waiting for ${describeHook(first)}`);
    const ended = this.#callers.wait(id, say);
    this.queue({ kind: "action", id, ...call });
    return ended;
  }

  /** Runs these hooks as the last ones, each for 10 s at most, and settles when they are over. */
  stop(last: readonly Hook[]): Promise<void> {
    return new Promise((resolve) => {
      this.#whenEnded = resolve;
      this.#secretTimer.stop();
      this.#runner.limit();
      this.#step({ type: "stop", last });
    });
  }

  /** Ends the hook that runs, at once. */
  kill(): void {
    this.#runner.kill();
  }

  /** Serves a hook tool; what it cannot do is in the reply. */
  callTool(request: HookToolRequest): HookToolReply {
    return this.#runner.callTool(request);
  }

  #step(event: QueueEvent): void {
    const { state, effects } = stepQueue(this.#queue, event);
    this.#queue = state;
    for (const effect of effects) this.#do(effect);
    this.#tellStatus();
    if (state.phase === "idle") this.#settle();
  }

  #do(effect: QueueEffect): void {
    switch (effect.type) {
      case "run":
        this.#run(effect.hook, effect.attempt);
        break;
      case "wait":
        this.#deps.report({ type: "hook-retry", hook: effect.hook, retryMs: effect.ms });
        this.#cancelWait = this.#deps.clock.after(effect.ms, () => this.#step({ type: "retry" }));
        break;
      case "stop-waiting":
        this.#cancelWait();
        break;
      case "drop":
        this.#drop(effect.hook);
        break;
      case "ended":
        this.#whenEnded();
        break;
      default:
        effect satisfies never;
    }
  }

  #run(hook: Hook, attempt: number): void {
    const isFirst = attempt === 1 && hook.kind === "lifecycle" && hook.name === "install";
    if (isFirst) this.#place("maintenance", installing);
    if (hook.kind === "storage-attached") this.#deps.makeStorage(hook.location);
    const { place } = this.#deps;
    const config = this.#deps.config();
    const { facts } = this.#state;
    const about = { hook, unitName: this.name, config, facts, place, relations: this.relations(hook) };
    const ended = this.#runner.run({ ...about, outcome: noOutcome });
    if (this.#queue.phase === "stopping") this.#runner.limit();
    void ended.then((end) => this.#finish(hook, end));
  }

  #finish(hook: Hook, { isDone, exit, context }: HookEnd): void {
    if (isDone) this.#keepEnd(hook, context.facts);
    if (hook.kind === "action") this.#callers.end(hook.id, endOfAction(context.outcome, exit));
    this.#step({ type: "finished", result: isDone ? "done" : "failed" });
    if (!isDone || this.#queue.phase === "stopping" || this.#queue.phase === "stopped") return;
    // A hook may have asked for more storages, and made new revisions of secrets.
    this.tell(newStorages);
    this.tell(({ facts }) => unusedRevisionHooks(facts.secrets ?? []));
  }

  #keepEnd(hook: Hook, facts: UnitState["facts"]): void {
    const now = this.#deps.clock.timeOfDay();
    const secrets = afterSecretHook(facts.secrets ?? [], { hook, now });
    this.#keep(afterHook({ ...this.#state, facts: { ...facts, secrets } }, hook));
  }

  #drop(hook: Hook): void {
    if (hook.kind !== "action") return;
    this.#callers.end(hook.id, { failure: "cannot run the action: the pod goes down", results: new Map() });
  }

  #keep(state: UnitState): void {
    this.#state = state;
    this.#deps.save(state);
  }

  /** Sets the status that stands until the charm sets one. */
  #place(status: string, message: string): void {
    const unitStatus = { status, message, since: this.#deps.clock.timeOfDay() };
    this.#keep({ ...this.#state, facts: { ...this.#state.facts, unitStatus } });
    this.#tellStatus();
  }

  /** Nothing is left to do: a charm that has said nothing until now will not. */
  #settle(): void {
    this.#secretTimer.watch();
    if (!this.#deps.isSettled() || !isPlaceholder(this.#state.facts.unitStatus)) return;
    this.#place("unknown", "");
  }

  #tellStatus(): void {
    const { status } = this;
    const isSame = status.status === this.#told?.status && status.message === this.#told.message;
    // A unit that is down has no news: the end of a failure here is that nobody tries again.
    if (isSame || this.#queue.phase === "stopped") return;
    this.#told = status;
    this.#deps.report({ type: "status", of: this.name, status });
  }
}
