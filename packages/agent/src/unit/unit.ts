import type { Charmcraft, ConfigValue } from "@cobble/plan";
import type { Exit } from "../containers/machine.ts";
import type { HookToolReply, HookToolRequest } from "../hook-tools/protocol.ts";
import { runHookTool } from "../hook-tools/tools.ts";
import { type HookContext, noOutcome, type Said } from "../hooks/context.ts";
import { type ActionHook, describeHook, type Hook, hookName } from "../hooks/hook.ts";
import {
  emptyQueue,
  type QueueEffect,
  type QueueEvent,
  type QueueState,
  stepQueue,
} from "../hooks/machine.ts";
import type { Clock } from "../pod/clock.ts";
import type { Report } from "../pod/events.ts";
import type { Status } from "./facts.ts";
import { afterHook, type Handled, type UnitState } from "./state.ts";

/** A run of a hook, under way. */
export interface HookRun {
  readonly exited: Promise<Exit>;
  /** Ends its processes at once. */
  kill(): void;
  /** The last lines it has printed. */
  tail(): readonly string[];
}

/** What a unit needs from outside. */
export interface UnitDeps {
  readonly clock: Clock;
  readonly report: Report;
  readonly save: (state: UnitState) => void;
  readonly startHook: (hook: Hook, contextId: string) => HookRun;
  readonly newId: () => string;
  /** A line for the charm's log. */
  readonly writeLog: (line: string) => void;
  /** Every option with the value that counts now. */
  readonly config: () => ReadonlyMap<string, ConfigValue | undefined>;
  /** Whether all that the charm waits for at the start has come. */
  readonly isSettled: () => boolean;
}

/** How an action ended. */
export interface ActionEnd {
  readonly failure?: string;
  readonly results: ReadonlyMap<string, string>;
}

interface ActionCaller {
  readonly say: (line: string) => void;
  readonly end: (end: ActionEnd) => void;
}

const slowHookMs = 10_000;
const lastHookMs = 10_000;
const installing = "installing charm software";
const placeholders: readonly string[] = [installing, "starting"];

const describeExit = ({ code, signal }: Exit): string =>
  signal === null ? `exit status ${code ?? 0}` : `killed by ${signal}`;

/** The unit agent: runs the charm's hooks one at a time and serves their tools. */
export class Unit {
  readonly name: string;
  readonly #deps: UnitDeps;
  readonly #callers = new Map<string, ActionCaller>();
  #queue: QueueState = emptyQueue;
  #state: UnitState;
  #context: { readonly id: string; readonly context: HookContext } | undefined;
  #running: HookRun | undefined;
  #told: Status | undefined;
  #cancelWait: () => void = () => undefined;
  #whenEnded: () => void = () => undefined;

  constructor(first: { readonly charm: Charmcraft; readonly state: UnitState }, deps: UnitDeps) {
    this.name = `${first.charm.name}/0`;
    this.#deps = deps;
    const since = deps.clock.timeOfDay();
    const unitStatus = { status: "waiting", message: "starting", since };
    this.#state = { ...first.state, facts: { ...first.state.facts, unitStatus } };
  }

  /** What is kept of the unit. */
  get state(): UnitState {
    return this.#state;
  }

  /** The status to show: the charm's own, unless a hook has failed. */
  get status(): Status {
    const { facts } = this.#state;
    if (this.#queue.phase !== "backing-off") return facts.unitStatus;
    const message = `${this.#queue.hook.kind === "action" ? "action" : "hook"} failed: ${JSON.stringify(hookName(this.#queue.hook))}`;
    return { status: "error", message, since: facts.unitStatus.since };
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

  /** Has a hook run when its turn comes. */
  queue(hook: Hook): void {
    this.#step({ type: "queued", hook });
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
   * @param say takes each line of its progress
   */
  runAction(
    call: { readonly name: string; readonly params: Readonly<Record<string, unknown>> },
    say: (line: string) => void,
  ): Promise<ActionEnd> {
    const id = this.#deps.newId();
    const first = this.current;
    if (first !== undefined) say(`waiting for ${describeHook(first)}`);
    return new Promise((end) => {
      this.#callers.set(id, { say, end });
      this.queue({ kind: "action", id, ...call });
    });
  }

  /** Runs these hooks as the last ones, each for 10 s at most, and settles when they are over. */
  stop(last: readonly Hook[]): Promise<void> {
    return new Promise((resolve) => {
      this.#whenEnded = resolve;
      const running = this.#running;
      if (running !== undefined) this.#limit(running);
      this.#step({ type: "stop", last });
    });
  }

  /** Ends the hook that runs, at once. */
  kill(): void {
    this.#running?.kill();
  }

  /** Serves a hook tool. */
  callTool(request: HookToolRequest): HookToolReply {
    const current = this.#context;
    if (current?.id !== request.context) {
      const stderr = "ERROR cannot find the hook that this tool is called from: it is over\n";
      return { stdout: "", stderr, exitCode: 1 };
    }
    const now = this.#deps.clock.timeOfDay();
    const { reply, context, said } = runHookTool({ ...request, now }, current.context);
    this.#context = { id: current.id, context };
    if (said !== undefined) this.#hear(said, context.hook);
    return reply;
  }

  #hear(said: Said, hook: Hook): void {
    const time = this.#deps.clock.timeOfDay();
    if (said.type === "log") {
      this.#deps.writeLog(`${time} ${said.level} ${hookName(hook)}: ${said.message}`);
      this.#deps.report({ type: "charm-log", level: said.level, message: said.message });
    } else if (hook.kind === "action") {
      this.#deps.writeLog(`${time} INFO ${hookName(hook)}: ${said.message}`);
      this.#callers.get(hook.id)?.say(said.message);
    }
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
        this.#run(effect.hook);
        break;
      case "wait":
        this.#deps.report({ type: "hook-retry", hook: effect.hook, retryMs: effect.ms });
        this.#cancelWait = this.#deps.clock.after(effect.ms, () => this.#step({ type: "retry" }));
        break;
      case "stop-waiting":
        this.#cancelWait();
        break;
      case "drop":
        if (effect.hook.kind === "action") {
          this.#endAction(effect.hook, {
            failure: "cannot run the action: the pod goes down",
            results: new Map(),
          });
        }
        break;
      case "ended":
        this.#whenEnded();
        break;
      default:
        effect satisfies never;
    }
  }

  #run(hook: Hook): void {
    const { clock, report } = this.#deps;
    if (hook.kind === "lifecycle" && hook.name === "install") this.#place("maintenance", installing);
    const id = this.#deps.newId();
    const { facts } = this.#state;
    const context = { hook, unitName: this.name, config: this.#deps.config(), facts, outcome: noOutcome };
    this.#context = { id, context };
    const started = clock.elapsedMs();
    this.#deps.writeLog(`${clock.timeOfDay()} INFO ${hookName(hook)}: ${describeHook(hook)} starts`);
    const run = this.#deps.startHook(hook, id);
    this.#running = run;
    if (this.#queue.phase === "stopping") this.#limit(run);
    const stopTelling = this.#tellWhenSlow(hook, started);
    void run.exited.then((exit) => {
      stopTelling();
      const tookMs = clock.elapsedMs() - started;
      const isDone = exit.code === 0 && exit.signal === null;
      if (isDone) report({ type: "hook-done", hook, tookMs });
      else report({ type: "hook-failed", hook, exit, tookMs, tail: run.tail() });
      this.#finish(hook, exit);
    });
  }

  #finish(hook: Hook, exit: Exit): void {
    const context = this.#context?.context;
    this.#context = undefined;
    this.#running = undefined;
    const isDone = exit.code === 0 && exit.signal === null;
    if (isDone && context !== undefined)
      this.#keep(afterHook({ ...this.#state, facts: context.facts }, hook));
    this.#tellStatus();
    if (hook.kind === "action") {
      const { failure, results } = context?.outcome ?? noOutcome;
      const why = isDone ? failure : (failure ?? describeExit(exit));
      this.#endAction(hook, { results, ...(why === undefined ? {} : { failure: why }) });
    }
    this.#step({ type: "finished", result: isDone ? "done" : "failed" });
  }

  #endAction(hook: ActionHook, end: ActionEnd): void {
    this.#callers.get(hook.id)?.end(end);
    this.#callers.delete(hook.id);
  }

  #limit(run: HookRun): void {
    const cancel = this.#deps.clock.after(lastHookMs, () => run.kill());
    void run.exited.then(cancel);
  }

  #tellWhenSlow(hook: Hook, started: number): () => void {
    const { clock, report } = this.#deps;
    let cancel: () => void = () => undefined;
    const again = (ms: number): void => {
      cancel = clock.after(ms, () => {
        report({ type: "hook-slow", hook, waitedMs: clock.elapsedMs() - started });
        again(ms * 2);
      });
    };
    again(slowHookMs);
    return () => cancel();
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
    if (!this.#deps.isSettled() || !placeholders.includes(this.#state.facts.unitStatus.message)) return;
    this.#place("unknown", "");
  }

  #tellStatus(): void {
    const { status } = this;
    if (status.status === this.#told?.status && status.message === this.#told.message) return;
    this.#told = status;
    this.#deps.report({ type: "status", of: this.name, status });
  }
}
