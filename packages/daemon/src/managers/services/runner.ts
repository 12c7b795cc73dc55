import type { Service } from "@cobble/plan";
import { exitAction, serviceTimings } from "@cobble/plan";
import type { Micros, ServiceStateName } from "@cobble/wire";
import { createDeferred, type Deferred } from "../../deferred.ts";
import { messageOf, OwnerError, TaskError } from "../../errors.ts";
import type { Process } from "../../os/processes.ts";
import type { ProcessEnd } from "../../os/spawn.ts";
import { launchSpec, prepareLaunch } from "./launch.ts";
import type { Launch } from "./launch-queue.ts";
import { stepService } from "./machine.ts";
import { groupEnd, processEnd } from "./process-end.ts";
import { newRecord, recordEnd, recordStart, type ServiceRecord } from "./record.ts";
import { type RunnerDeps, StartFailure } from "./runner-deps.ts";
import {
  initialServiceState,
  isEnding,
  type Policy,
  type ServiceEffect,
  type ServiceEvent,
  type ServiceState,
} from "./state.ts";
import { TimerSlot } from "./timer-slot.ts";
import { serviceEvent, stateName } from "./transition.ts";

type Waiter = Deferred<void>;

/** Keeps one service: does what its machine says, and tells the machine what came of it. */
export class ServiceRunner {
  readonly name: string;
  readonly #deps: RunnerDeps;
  #state: ServiceState = initialServiceState;
  #record: ServiceRecord = newRecord;
  #starts = 0;
  /** The state that clients were told last. */
  #told: ServiceStateName = "stopped";
  #process: Process | undefined;
  #launch: Launch | undefined;
  readonly #timer: TimerSlot;
  #starters: Waiter[] = [];
  #stoppers: Waiter[] = [];
  /** The configuration that the running process was started with. */
  #startedWith: Service | undefined;

  constructor(name: string, deps: RunnerDeps) {
    this.name = name;
    this.#deps = deps;
    this.#timer = new TimerSlot(deps, (event) => this.#dispatch(event));
  }

  get state(): ServiceState {
    return this.#state;
  }

  /** What has happened to it since the daemon started. */
  get record(): ServiceRecord {
    return this.#record;
  }

  /** How many processes of it were started. */
  get starts(): number {
    return this.#starts;
  }

  /** When what its state waits for is due: the end of a back-off, or of the patience with a process that is to end. */
  get dueAt(): Micros | undefined {
    return this.#timer.dueAt;
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
    const abort = (): void => this.#dispatch({ type: "startAborted", at: this.#deps.clock.now() });
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

  /** Whether somebody waits for it to end. */
  get isAwaited(): boolean {
    return this.#stoppers.length > 0;
  }

  /** Does what the service says about a check that has just gone down. */
  checkFailed(check: string): void {
    const action = this.#config()?.onCheckFailure.get(check);
    if (action === undefined || action === "") return;
    const at = this.#deps.clock.now();
    if (action === "restart" && this.#state.name === "running") {
      this.#record = { ...this.#record, checkFailure: { at, check } };
    }
    this.#dispatch({ type: "checkFailed", at, action });
  }

  /** Sends a signal to the service's own process, not to its children. @source pebble 1.32, seen: `signal` of a shell with a child */
  signal(signal: NodeJS.Signals): void {
    this.#record = { ...this.#record, clientSignal: { at: this.#deps.clock.now(), signal } };
    this.#process?.signal(signal);
  }

  #ask(waiters: Waiter[], event: ServiceEvent): Promise<void> {
    const waiter = createDeferred<void>();
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
    this.#tell();
    for (const effect of effects) this.#perform(effect);
    this.#deps.changed();
  }

  #tell(): void {
    const now = stateName(this.#state);
    const before = this.#told;
    if (now === undefined || now === before) return;
    this.#told = now;
    this.#deps.log.debug(() => `Service "${this.name}" went from ${before} to ${now}`);
    const [state, record] = [this.#state, this.#record];
    const service = serviceEvent(this.name, { state, names: { now, before }, record });
    this.#deps.events.publish({ type: "service", service });
  }

  #perform(effect: ServiceEffect): void {
    switch (effect.type) {
      case "spawn":
        this.#launch = this.#deps.launches.add(() => this.#spawn(), effect);
        break;
      case "cancelSpawn":
        this.#launch?.cancel();
        break;
      case "signal":
        this.#process?.signalGroup(effect.signal);
        break;
      case "timer":
        this.#timer.set(effect.timer, effect.ms);
        break;
      case "cancelTimer":
        this.#timer.cancel();
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

  #spawn(): void {
    try {
      this.#startProcess();
      this.#dispatch({ type: "spawned", at: this.#deps.clock.now() });
    } catch (error) {
      const fault = { at: this.#deps.clock.now(), message: messageOf(error) };
      this.#record = { ...this.#record, lastFault: fault };
      // @source pebble 1.32, seen: what is wrong with the user stands alone
      const told = error instanceof OwnerError ? fault.message : `cannot start service: ${fault.message}`;
      this.#dispatch({ type: "spawnFailed", ...fault, error: told });
    }
  }

  #startProcess(): void {
    const launching = prepareLaunch(this.#deps.plan(), this.name, this.#deps.users);
    const { service } = launching;
    this.#deps.log.notice(`Service "${this.name}" starting: ${service.command}`);
    const child = this.#deps.processes.spawn(launchSpec(launching, this.#deps));
    this.#starts += 1;
    this.#process = child;
    this.#startedWith = service;
    const asked = this.#state.name === "spawning" && this.#state.asked;
    this.#record = recordStart(this.#record, { at: this.#deps.clock.now(), pid: child.pid, asked });
    this.#watch(child);
  }

  #watch(child: Process): void {
    const drained = this.#deps.logs.drain(this.name, child.output);
    this.#follow(child, drained).catch((error: unknown) =>
      // Draining never rejects and stepping is pure: what arrives here is a fault of ours, and must be seen.
      this.#deps.log.notice(`Service "${this.name}" cannot be watched: ${messageOf(error)}`),
    );
  }

  async #follow(child: Process, drained: Promise<void>): Promise<void> {
    const { clock } = this.#deps;
    const end = await processEnd(child, drained, clock);
    // One that ends by itself may leave others behind, as in the reference; one that is ended may not.
    if (isEnding(this.#state)) await groupEnd(child, clock);
    this.#exited(end);
  }

  #exited({ code, signal }: ProcessEnd): void {
    this.#process = undefined;
    const { clock, oomKills } = this.#deps;
    const at = clock.now();
    this.#record = recordEnd(this.#record, { at, code, signal, state: this.#state, oomKills });
    this.#dispatch({ type: "exited", at, code });
  }
}
