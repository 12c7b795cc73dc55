import type { Client } from "@cobble/client";
import type { Hook } from "../hooks/hook.ts";
import type { StartedProcess } from "../os/process.ts";
import type { Clock } from "../pod/clock.ts";
import type { Report } from "../pod/events.ts";
import {
  type ContainerEffect,
  type ContainerEvent,
  type ContainerState,
  type Exit,
  stepContainer,
} from "./machine.ts";
import { type NoticeCursor, watchNotices } from "./notices.ts";

/** What a container needs from outside. */
export interface ContainerDeps {
  readonly clock: Clock;
  readonly report: Report;
  /** Starts the supervisor. */
  readonly spawn: () => StartedProcess;
  readonly signal: (pid: number, signal: "SIGTERM" | "SIGKILL") => void;
  /** Ends what the supervisor left running. */
  readonly sweep: () => Promise<unknown>;
  readonly client: Client;
  /** Whether the API answers now. */
  readonly isUp: () => Promise<boolean>;
  /** The last lines that the supervisor printed. */
  readonly tail: () => readonly string[];
  readonly logFile: string;
  readonly cursor: NoticeCursor;
  readonly queue: (hook: Hook) => void;
  readonly withdraw: (hook: Hook) => void;
}

const firstProbeMs = 10;
const longestProbeMs = 100;
const slowMs = 10_000;
const settledMs = 10_000;
const stopMs = 10_000;

/** One container: keeps its supervisor running and turns what happens in it into hooks. */
export class Container {
  readonly name: string;
  readonly #deps: ContainerDeps;
  #state: ContainerState = { phase: "waiting" };
  #startedMs = 0;
  #watch = new AbortController();
  #cancels: (() => void)[] = [];
  #whenStopped: () => void = () => undefined;

  constructor(name: string, deps: ContainerDeps) {
    this.name = name;
    this.#deps = deps;
  }

  /** The container's calls. */
  get client(): Client {
    return this.#deps.client;
  }

  /** What the container is doing, as one word of its machine. */
  get phase(): ContainerState["phase"] {
    return this.#state.phase;
  }

  /** The supervisor's process; undefined while there is none. */
  get pid(): number | undefined {
    return "pid" in this.#state ? this.#state.pid : undefined;
  }

  /** Starts the supervisor, and again whenever it dies. */
  start(): void {
    this.#step({ type: "start" });
  }

  /** Ends the supervisor and settles when nothing of the container runs. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenStopped = resolve;
      this.#step({ type: "stop" });
    });
  }

  /** Lets go of the supervisor, which somebody else ends. */
  abandon(): void {
    this.#watch.abort();
    this.#step({ type: "abandon" });
  }

  #step(event: ContainerEvent): void {
    const { state, effects } = stepContainer(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: ContainerEffect): void {
    switch (effect.type) {
      case "spawn":
        this.#spawn();
        break;
      case "probe":
        this.#probe(firstProbeMs, slowMs);
        break;
      case "announce-ready":
        this.#becomeReady();
        break;
      case "announce-lost":
        this.#becomeLost(effect);
        break;
      case "sweep":
        void this.#deps.sweep().then(() => this.#step({ type: "swept" }));
        break;
      case "wait":
        this.#after(effect.ms, { type: "backed-off" });
        break;
      case "stop-waiting":
        this.#cancelAll();
        break;
      case "signal":
        this.#deps.signal(effect.pid, effect.signal);
        break;
      case "expect-exit":
        this.#cancelAll();
        this.#watch.abort();
        this.#after(stopMs, { type: "overdue" });
        break;
      case "announce-stopped":
        this.#cancelAll();
        this.#deps.report({ type: "container-stopped", container: this.name });
        this.#whenStopped();
        break;
      default:
        effect satisfies never;
    }
  }

  #spawn(): void {
    const { clock, report } = this.#deps;
    this.#startedMs = clock.elapsedMs();
    report({ type: "container-starting", container: this.name });
    try {
      const { pid, exited } = this.#deps.spawn();
      this.#step({ type: "spawned", pid });
      void exited.then((exit: Exit) => this.#step({ type: "exited", exit }));
    } catch (error) {
      this.#step({
        type: "not-spawned",
        reason: `cannot be started: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  }

  /** Asks whether the API answers, again and again, and says so when it takes long. */
  #probe(delayMs: number, tellAtMs: number): void {
    const { pid } = this;
    const { clock, isUp, report, logFile: log } = this.#deps;
    void isUp().then((up) => {
      if (this.#state.phase !== "starting" || this.pid !== pid) return;
      if (up) {
        this.#step({ type: "answered" });
        return;
      }
      const waitedMs = clock.elapsedMs() - this.#startedMs;
      const isSlow = waitedMs >= tellAtMs;
      if (isSlow) report({ type: "container-slow", container: this.name, waitedMs, log });
      const next = Math.min(delayMs * 1.5, longestProbeMs);
      this.#cancels.push(clock.after(delayMs, () => this.#probe(next, isSlow ? tellAtMs * 2 : tellAtMs)));
    });
  }

  #becomeReady(): void {
    const { clock, client, cursor, queue, report } = this.#deps;
    const container = this.name;
    this.#cancelAll();
    report({ type: "container-ready", container, tookMs: clock.elapsedMs() - this.#startedMs });
    this.#after(settledMs, { type: "settled" });
    queue({ kind: "pebble-ready", container });
    this.#watch = new AbortController();
    const emit = (hook: Hook): void => {
      report({ type: "noticed", hook });
      queue(hook);
    };
    void watchNotices({ container, client, cursor, clock, emit, signal: this.#watch.signal });
  }

  #becomeLost(effect: Extract<ContainerEffect, { type: "announce-lost" }>): void {
    const { report, withdraw, tail } = this.#deps;
    const container = this.name;
    this.#cancelAll();
    this.#watch.abort();
    withdraw({ kind: "pebble-ready", container });
    const { why, retryMs, byItself } = effect;
    report({ type: "container-lost", container, why, retryMs, tail: byItself ? tail() : [] });
  }

  #after(ms: number, event: ContainerEvent): void {
    this.#cancels.push(this.#deps.clock.after(ms, () => this.#step(event)));
  }

  #cancelAll(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels = [];
  }
}
