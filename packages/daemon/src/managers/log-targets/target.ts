import { createDeferred } from "../../deferred.ts";
import type { Clock, Logger, Timer } from "../../deps.ts";
import { countLines, type LogRun } from "../../log-lines/log-run.ts";
import { RunQueue } from "../../log-lines/run-queue.ts";
import { batchLines, type LogBatch, toBatch } from "./batch.ts";
import type { Delivery, Outcome } from "./delivery.ts";
import type { Labels } from "./labels.ts";
import { stepTarget } from "./machine.ts";
import {
  initialTargetState,
  type TargetEffect,
  type TargetEvent,
  type TargetState,
  type TargetTimer,
  type Waiting,
} from "./state.ts";

/** How many lines make a batch at once, without waiting for more. @source pebble 1.32, seen: requests of a service that floods */
const enoughLines = 100;

/** The most that goes into a batch when many lines wait. */
const batchLimits = { maxLines: 1000, maxBytes: 512 * 1024 };

/** How much may wait for a receiver before the oldest lines are dropped. */
const maxWaitingBytes = 4 * 1024 * 1024;

/** The most that a retry is put off by chance, so that many targets do not ask one receiver all at once. */
const jitter = 0.1;

/** What a log target needs from around it. */
export interface TargetDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  /** The labels of a service's lines, as the plan has them now. */
  readonly labelsOf: (service: string) => Labels;
}

const timerEvents: Readonly<Record<TargetTimer, TargetEvent>> = {
  gather: { type: "gatherDue" },
  retry: { type: "retryDue" },
  deadline: { type: "deadlineDue" },
};

/** Sends lines to one receiver: does what its machine says, and tells the machine what came of it. */
export class TargetRunner {
  readonly #name: string;
  readonly #deps: TargetDeps;
  readonly #queue = new RunQueue(maxWaitingBytes);
  readonly #closed = createDeferred<void>();
  #state: TargetState = initialTargetState;
  #delivery: Delivery;
  #batch: LogBatch = [];
  /** By which a batch is on its way. */
  #busy: Delivery | undefined;
  #sending = new AbortController();
  #timer: Timer | undefined;

  constructor(name: string, delivery: Delivery, deps: TargetDeps) {
    this.#name = name;
    this.#delivery = delivery;
    this.#deps = deps;
  }

  /** Takes lines to be sent. It returns at once, whatever the receiver does. */
  push(run: LogRun): void {
    this.#queue.push(run);
    // While a batch is on its way, or waits to be sent again, more lines change nothing.
    if (this.#state.name === "idle" || this.#state.name === "gathering") this.#dispatch({ type: "lines" });
  }

  /** Sends to another receiver from now on, what waits too. */
  move(delivery: Delivery): void {
    // What is on its way to the old receiver may still arrive.
    if (this.#delivery !== this.#busy) this.#delivery.close();
    this.#delivery = delivery;
    this.#dispatch({ type: "moved" });
  }

  /** Sends what waits, for at most three seconds, and lets go of the receiver. Never rejects. */
  stop(): Promise<void> {
    this.#dispatch({ type: "stop" });
    return this.#closed.promise;
  }

  #dispatch(event: TargetEvent): void {
    const facts = { waiting: this.#waiting(), isOverfull: this.#queue.hasLost };
    const { state, effects } = stepTarget(this.#state, event, facts);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #waiting(): Waiting {
    if (this.#queue.holds(enoughLines)) return "enough";
    return this.#queue.holds(1) ? "some" : "none";
  }

  #perform(effect: TargetEffect): void {
    switch (effect.type) {
      case "send":
        this.#batch = toBatch(this.#queue.take(batchLimits), this.#deps.labelsOf);
        this.#send(this.#batch);
        break;
      case "resend":
        this.#send(this.#batch);
        break;
      case "drop":
        for (const { runs } of this.#batch) for (const run of runs) this.#queue.lose(run);
        break;
      case "timer":
        this.#setTimer(effect.timer, effect.ms);
        break;
      case "cancelTimer":
        this.#timer?.cancel();
        break;
      case "recovered":
        this.#deps.log.notice(`Target "${this.#name}" takes logs again after ${effect.failures} failures`);
        break;
      case "close":
        this.#close();
        break;
      default:
        effect satisfies never;
    }
  }

  #setTimer(timer: TargetTimer, ms: number): void {
    this.#timer?.cancel();
    const delayMs = timer === "retry" ? ms * (1 + this.#deps.random() * jitter) : ms;
    this.#timer = this.#deps.clock.after(delayMs, () => this.#dispatch(timerEvents[timer]));
  }

  #send(batch: LogBatch): void {
    const delivery = this.#delivery;
    this.#busy = delivery;
    this.#sending = new AbortController();
    delivery
      .send(batch, this.#sending.signal)
      // A delivery answers with all that it knows can happen; anything else is a fault of ours, and must be seen.
      .catch((error: unknown): Outcome => ({ type: "failed", reason: String(error) }))
      .then((outcome) => {
        this.#busy = undefined;
        if (delivery !== this.#delivery) delivery.close();
        this.#settle(batch, outcome);
      })
      .catch((error: unknown) => this.#deps.log.notice(`Target "${this.#name}": ${String(error)}`));
  }

  #settle(batch: LogBatch, outcome: Outcome): void {
    if (this.#state.name === "closed") return;
    this.#report(batch, outcome);
    if (outcome.type === "sent") this.#batch = [];
    this.#dispatch(outcome);
  }

  /** @source pebble 1.32, seen: the log when receivers refuse and fail */
  #report(batch: LogBatch, outcome: Outcome): void {
    const say = (text: string): void => this.#deps.log.notice(text);
    if (outcome.type === "sent") {
      if (outcome.complaint !== undefined) say(`Target "${this.#name}": ${outcome.complaint}`);
      return;
    }
    if (outcome.type === "refused") {
      const what = `request failed with status ${outcome.status}, dropping ${batchLines(batch)} logs`;
      say(`Target "${this.#name}": ${what}`);
    }
    say(`Cannot flush logs to target "${this.#name}": ${outcome.reason}`);
  }

  #close(): void {
    this.#sending.abort();
    this.#delivery.close();
    const left = this.#queue.take({ maxBytes: Infinity });
    const lines = left.reduce((sum, run) => sum + (run.lost ?? countLines(run.bytes)), 0);
    if (lines > 0)
      this.#deps.log.notice(`Target "${this.#name}": dropping ${lines} logs that were not sent in time`);
    this.#closed.resolve();
  }
}
