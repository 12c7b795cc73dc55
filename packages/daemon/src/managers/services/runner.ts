import type { Service } from "@cobble/plan";
import { exitAction, serviceTimings } from "@cobble/plan";
import type { Micros } from "@cobble/wire";
import type { Timer } from "../../deps.ts";
import { messageOf, TaskError } from "../../errors.ts";
import type { Process } from "../../os/processes.ts";
import type { ProcessEnd } from "../../os/spawn.ts";
import { launchSpec } from "./launch.ts";
import { stepService } from "./machine.ts";
import { newRecord, recordEnd, recordStart, type ServiceRecord } from "./record.ts";
import { type RunnerDeps, StartFailure } from "./runner-deps.ts";
import {
  initialServiceState,
  type Policy,
  type ServiceEffect,
  type ServiceEvent,
  type ServiceState,
} from "./state.ts";

/** How long an exit waits for the rest of the output: a child that keeps the pipe open must not hold it up. */
const drainMs = 100;

/** The most that a back-off is lengthened by chance. @source pebble 1.32, docs/reference/service-auto-restart.md */
const jitter = 0.1;

type Waiter = PromiseWithResolvers<void>;

/** Keeps one service: does what its machine says, and tells the machine what came of it. */
export class ServiceRunner {
  readonly name: string;
  readonly #deps: RunnerDeps;
  #state: ServiceState = initialServiceState;
  #record: ServiceRecord = newRecord;
  #process: Process | undefined;
  #timer: (Timer & { readonly dueAt: Micros }) | undefined;
  #starters: Waiter[] = [];
  #stoppers: Waiter[] = [];
  /** The configuration that the running process was started with. */
  #startedWith: Service | undefined;

  constructor(name: string, deps: RunnerDeps) {
    this.name = name;
    this.#deps = deps;
  }

  get state(): ServiceState {
    return this.#state;
  }

  /** What has happened to it since the daemon started. */
  get record(): ServiceRecord {
    return this.#record;
  }

  /** When what its state waits for is due: the end of a back-off, or of the patience with a process that is to end. */
  get dueAt(): Micros | undefined {
    return this.#timer?.dueAt;
  }

  /** What the process that runs was started with; what replan compares. */
  get startedWith(): Service | undefined {
    return this.#startedWith;
  }

  /**
   * Starts the service, and settles when it has lived for a second.
   * @param signal gives the start up while it has not settled: the process is killed
   * @throws {StartFailure} when it could not be started, ended within that time, or was given up
   */
  async start(signal: AbortSignal): Promise<void> {
    const abort = (): void => this.#dispatch({ type: "startAborted" });
    const started = this.#ask(this.#starters, { type: "start", at: this.#deps.clock.now() });
    signal.addEventListener("abort", abort);
    try {
      await started;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /**
   * Ends the service, and settles when its process group is gone.
   * @throws {TaskError} when it is still there 5 s after SIGKILL
   */
  stop(): Promise<void> {
    return this.#ask(this.#stoppers, { type: "stop", at: this.#deps.clock.now() });
  }

  /** Does what the service says about a check that has just gone down. */
  checkFailed(check: string): void {
    const action = this.#config()?.onCheckFailure.get(check);
    if (action === undefined || action === "") return;
    if (action === "restart" && this.#state.name === "running") {
      this.#record = { ...this.#record, checkFailure: { at: this.#deps.clock.now(), check } };
    }
    this.#dispatch({ type: "checkFailed", action });
  }

  /** Sends a signal to the service's own process, not to its children. @source pebble 1.32, seen: `signal` of a shell with a child */
  signal(signal: NodeJS.Signals): void {
    this.#record = { ...this.#record, clientSignal: { at: this.#deps.clock.now(), signal } };
    this.#process?.signal(signal);
  }

  #ask(waiters: Waiter[], event: ServiceEvent): Promise<void> {
    const waiter = Promise.withResolvers<void>();
    waiters.push(waiter);
    this.#dispatch(event);
    return waiter.promise;
  }

  #config(): Service | undefined {
    return this.#deps.plan().services.get(this.name);
  }

  #policy(): Policy {
    const service = this.#config() ?? this.#startedWith;
    if (service === undefined) throw new TaskError(`service "${this.name}" is not in the plan`);
    const onSuccess = exitAction(service, "success");
    const onFailure = exitAction(service, "failure");
    return { onSuccess, onFailure, ...serviceTimings(service) };
  }

  #dispatch(event: ServiceEvent): void {
    const { state, effects } = stepService(this.#state, event, this.#policy());
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    this.#deps.changed();
  }

  #perform(effect: ServiceEffect): void {
    switch (effect.type) {
      case "spawn":
        this.#spawn();
        break;
      case "signal":
        this.#process?.signalGroup(effect.signal);
        break;
      case "timer":
        this.#setTimer(effect.timer, effect.ms);
        break;
      case "cancelTimer":
        this.#cancelTimer();
        break;
      case "started":
      case "stopped":
        this.#settle(effect);
        break;
      case "log":
        this.#deps.log.notice(`Service "${this.name}" ${effect.text}`);
        break;
      case "shutdown":
        this.#deps.shutdown(effect.exitCode);
        break;
      default:
        effect satisfies never;
    }
  }

  #settle(effect: Extract<ServiceEffect, { type: "started" | "stopped" }>): void {
    const waiters = effect.type === "started" ? this.#starters : this.#stoppers;
    if (effect.type === "started") this.#starters = [];
    else this.#stoppers = [];
    const output = effect.type === "started" && effect.output === true;
    for (const waiter of waiters) {
      if (effect.error === undefined) waiter.resolve();
      else waiter.reject(new StartFailure(effect.error, output));
    }
  }

  #setTimer(timer: Extract<ServiceEffect, { type: "timer" }>["timer"], ms: number): void {
    this.#cancelTimer();
    const delay = timer === "backoff" ? ms * (1 + this.#deps.random() * jitter) : ms;
    const dueAt = this.#deps.clock.now() + delay * 1000;
    const set = this.#deps.clock.after(delay, () => {
      this.#timer = undefined;
      this.#dispatch(this.#timerEvent(timer));
    });
    this.#timer = { cancel: () => set.cancel(), dueAt };
  }

  #cancelTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #timerEvent(timer: Extract<ServiceEffect, { type: "timer" }>["timer"]): ServiceEvent {
    switch (timer) {
      case "window":
        return { type: "windowPassed" };
      case "kill":
        return { type: "killDelayPassed" };
      case "fail":
        return { type: "failDelayPassed" };
      case "backoff":
        return { type: "backoffPassed", at: this.#deps.clock.now() };
      case "reset":
        return { type: "resetPassed" };
      default:
        return timer satisfies never;
    }
  }

  #spawn(): void {
    try {
      this.#launch();
      this.#dispatch({ type: "spawned", at: this.#deps.clock.now() });
    } catch (error) {
      const fault = { at: this.#deps.clock.now(), message: messageOf(error) };
      this.#record = { ...this.#record, lastFault: fault };
      this.#dispatch({ type: "spawnFailed", ...fault });
    }
  }

  #launch(): void {
    const service = this.#config();
    if (service === undefined) throw new TaskError(`service "${this.name}" is not in the plan`);
    this.#deps.log.notice(`Service "${this.name}" starting: ${service.command}`);
    const child = this.#deps.processes.spawn(launchSpec(this.#deps.plan(), service, this.#deps));
    this.#process = child;
    this.#startedWith = service;
    const asked = this.#state.name === "spawning" && this.#state.asked;
    this.#record = recordStart(this.#record, { at: this.#deps.clock.now(), pid: child.pid, asked });
    this.#watch(child);
  }

  #watch(child: Process): void {
    const drained = this.#deps.logs.drain(this.name, child.output);
    child.exited
      .then(async (end) => {
        await this.#drainBriefly(drained);
        return end;
      })
      .then((end) => this.#exited(child, end))
      // Draining never rejects and stepping is pure: what arrives here is a fault of ours, and must be seen.
      .catch((error: unknown) =>
        this.#deps.log.notice(`Service "${this.name}" cannot be watched: ${messageOf(error)}`),
      );
  }

  async #drainBriefly(drained: Promise<void>): Promise<void> {
    const limit = Promise.withResolvers<void>();
    const timer = this.#deps.clock.after(drainMs, limit.resolve);
    await Promise.race([drained, limit.promise]);
    timer.cancel();
  }

  #exited(child: Process, { code, signal }: ProcessEnd): void {
    const stopping = this.#state.name === "terminating" || this.#state.name === "killing";
    // Whoever of the group outlived its leader is an orphan now: nobody else would end it.
    if (stopping && child.isGroupAlive()) child.signalGroup("SIGKILL");
    this.#process = undefined;
    const at = this.#deps.clock.now();
    const { oomKills } = this.#deps;
    this.#record = recordEnd(this.#record, { at, code, signal, state: this.#state, oomKills });
    this.#dispatch({ type: "exited", at, code });
  }
}
