import { type Check, checkTimings } from "@cobble/plan";
import { type CheckInfo, formatDurationMs } from "@cobble/wire";
import type { Clock, Logger } from "../../deps.ts";
import type { Engine } from "../../engine/engine.ts";
import { messageOf } from "../../errors.ts";
import type { EventSink } from "../../event-sink.ts";
import { beginCheckChange, type CheckChange, type CheckChangeKind } from "./check-change.ts";
import { type CheckEffect, type CheckEvent, type CheckState, newCheck, stepCheck } from "./machine.ts";
import type { CheckOutcome, CheckRunner } from "./runner.ts";
import { runEvery, type Schedule } from "./schedule.ts";

/** What a check needs from outside. */
export interface CheckDeps {
  readonly clock: Clock;
  readonly engine: Engine;
  readonly events: EventSink;
  readonly log: Logger;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly runner: CheckRunner;
  /** Called when a check goes down; once each time, not at each failure. */
  readonly onFailure: (check: string) => void;
}

type Failure = Extract<CheckOutcome, { readonly type: "failed" }>;

const failed = (message: string): Failure => ({ type: "failed", message, details: "" });

const textOf = (failure: Failure): string =>
  failure.details === "" ? failure.message : `${failure.message}; ${failure.details}`;

/** One check of the plan: runs it when it is active, and keeps the change that stands for it. */
export class CheckLife {
  readonly #deps: CheckDeps;
  readonly #onUpdate: () => void;
  #check: Check;
  #state: CheckState = newCheck;
  #change: CheckChange | undefined;
  #previousId: string | undefined;
  #schedule: Schedule | undefined;
  #cancel: AbortController | undefined;
  #lastRun: Promise<void> = Promise.resolve();
  /** Another one after each start and stop: a run that began before is not counted after. */
  #term = 0;

  constructor(check: Check, deps: CheckDeps & { readonly onUpdate: () => void }) {
    this.#check = check;
    this.#deps = deps;
    this.#onUpdate = deps.onUpdate;
  }

  /** The settings that it runs with. */
  get check(): Check {
    return this.#check;
  }

  /** How clients see it. */
  get status(): "inactive" | "up" | "down" {
    return this.#state.status === "recovered" ? "up" : this.#state.status;
  }

  /** Starts it; nothing happens when it is active. */
  start(): void {
    this.#step({ type: "start" });
  }

  /** Stops it; nothing happens when it is inactive. */
  stop(): void {
    this.#step({ type: "stop" });
  }

  /** Takes other settings, and when it is active starts anew with them. */
  change(check: Check): void {
    this.#check = check;
    this.#step({ type: "changed" });
  }

  /**
   * Runs it now, or after the run that is under way.
   * @returns what is wrong; empty when nothing is, and when it was stopped meanwhile
   */
  async refresh(): Promise<string> {
    const outcome = await this.#run();
    return outcome.type === "failed" ? textOf(outcome) : "";
  }

  /** What clients see of it. @source pebble 1.32, seen: GET /v1/checks, the fields of inactive checks included */
  info(): CheckInfo {
    const { name, level, startup } = this.#check;
    const { successes, failures } = this.#state;
    return {
      name,
      ...(level === "" ? {} : { level }),
      startup: startup === "" ? "enabled" : startup,
      status: this.status,
      successes,
      ...(failures === 0 ? {} : { failures }),
      threshold: checkTimings(this.#check).threshold,
      ...(this.#change === undefined ? {} : { "change-id": this.#change.id }),
      ...(this.#previousId === undefined ? {} : { "prev-change-id": this.#previousId }),
    };
  }

  /** Ends it with the daemon: its change is done, not aborted. Settles when its run has ended. */
  shutDown(): Promise<void> {
    this.#endRuns();
    this.#change?.done();
    return this.#lastRun;
  }

  #step(event: CheckEvent, failure?: Failure): void {
    const { state, effects } = stepCheck(this.#state, event);
    if (state === this.#state && effects.length === 0) return;
    const before = this.status;
    this.#state = state;
    for (const effect of effects) this.#act(effect, failure);
    this.#onUpdate();
    if (before !== this.status) this.#tell(before);
    if (effects.includes("goDown")) this.#deps.onFailure(this.#check.name);
  }

  #tell(previous: string): void {
    const { name, status, failures = 0, threshold, "change-id": change } = this.info();
    const id = change === undefined ? {} : { "change-id": change };
    this.#deps.events.publish({
      type: "check",
      check: { name, status, previous, failures, threshold, ...id },
    });
  }

  #act(effect: CheckEffect, failure: Failure | undefined): void {
    switch (effect) {
      case "begin":
        this.#begin();
        break;
      case "end":
        this.#endRuns();
        this.#change?.abort();
        this.#change = undefined;
        break;
      case "report":
        if (failure !== undefined) this.#report(failure);
        break;
      case "goDown":
        if (failure !== undefined) this.#change?.fail(textOf(failure));
        this.#follow("recover-check");
        break;
      case "recover":
        this.#change?.done();
        this.#follow("perform-check");
        break;
      default:
        effect satisfies never;
    }
  }

  #begin(): void {
    this.#term += 1;
    this.#previousId = undefined;
    this.#open("perform-check");
    const { periodMs } = checkTimings(this.#check);
    this.#schedule = runEvery(periodMs, async () => void (await this.#run()), this.#deps);
  }

  #endRuns(): void {
    this.#term += 1;
    this.#schedule?.cancel();
    this.#cancel?.abort();
  }

  #follow(kind: CheckChangeKind): void {
    this.#previousId = this.#change?.id;
    this.#open(kind);
  }

  #open(kind: CheckChangeKind): void {
    this.#change = beginCheckChange(this.#deps.engine, {
      kind,
      check: this.#check,
      // A check without its change would run on unseen: it is stopped, as if that had been asked for.
      onAbort: () => this.stop(),
    });
  }

  #report(failure: Failure): void {
    const { name } = this.#check;
    const { threshold } = checkTimings(this.#check);
    const { failures, status } = this.#state;
    this.#deps.log.notice(`Check "${name}" failure ${failures}/${threshold}: ${failure.message}`);
    this.#change?.report(textOf(failure));
    if (status === "down" && failures === threshold) {
      this.#deps.log.notice(`Check "${name}" threshold ${threshold} hit, triggering action and recovering`);
    }
  }

  /** Runs the check after whatever run is under way, and counts the outcome. */
  async #run(): Promise<CheckOutcome> {
    const term = this.#term;
    const before = this.#lastRun;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#lastRun = promise;
    await before;
    try {
      if (term !== this.#term) return { type: "aborted" };
      const outcome = await this.#attempt();
      if (term !== this.#term) return { type: "aborted" };
      this.#count(outcome);
      return outcome;
    } finally {
      resolve();
    }
  }

  #count(outcome: CheckOutcome): void {
    if (outcome.type === "ok") this.#step({ type: "succeeded" });
    else if (outcome.type === "failed") {
      this.#step({ type: "failed", threshold: checkTimings(this.#check).threshold }, outcome);
    }
  }

  async #attempt(): Promise<CheckOutcome> {
    const { timeoutMs } = checkTimings(this.#check);
    const cancel = new AbortController();
    this.#cancel = cancel;
    let isLate = false;
    const timer = this.#deps.clock.after(timeoutMs, () => {
      isLate = true;
      cancel.abort();
    });
    try {
      const outcome = await this.#deps.runner.run(this.#check, cancel.signal);
      if (outcome.type !== "aborted" || !isLate) return outcome;
      return failed(`check timed out after ${formatDurationMs(timeoutMs)}`);
    } catch (error) {
      return failed(messageOf(error));
    } finally {
      timer.cancel();
    }
  }
}
