import { type Check, checkTimings } from "@cobble/plan";
import type { CheckInfo } from "@cobble/wire";
import type { Logger } from "../../deps.ts";
import type { Engine } from "../../engine/engine.ts";
import type { EventSink } from "../../event-sink.ts";
import { beginCheckChange, type CheckChange, type CheckChangeKind } from "./check-change.ts";
import { CheckRuns, type CheckRunsDeps } from "./check-runs.ts";
import { type CheckEffect, type CheckEvent, type CheckState, newCheck, stepCheck } from "./machine.ts";
import type { CheckOutcome } from "./runner.ts";

/** What a check needs from outside. */
export interface CheckLifeDeps extends CheckRunsDeps {
  readonly engine: Engine;
  readonly events: EventSink;
  readonly log: Logger;
  /** Called when a check goes down; once each time, not at each failure. */
  readonly onFailure: (check: string) => void;
  /** Called after whatever changes what clients see. */
  readonly onUpdate: () => void;
}

type Failure = Extract<CheckOutcome, { readonly type: "failed" }>;

const textOf = (failure: Failure): string =>
  failure.details === "" ? failure.message : `${failure.message}; ${failure.details}`;

/** How often a check has succeeded and failed, whether it ran all the time or was stopped in between. */
export interface CheckTotals {
  readonly succeeded: number;
  readonly failed: number;
}

const noRuns: CheckTotals = { succeeded: 0, failed: 0 };

/** One check of the plan: runs it when it is active, and keeps the change that stands for it. */
export class CheckLife {
  readonly #deps: CheckLifeDeps;
  readonly #runs: CheckRuns;
  #check: Check;
  #state: CheckState = newCheck;
  #totals = noRuns;
  #change: CheckChange | undefined;
  #previousId: string | undefined;

  constructor(check: Check, deps: CheckLifeDeps) {
    this.#check = check;
    this.#deps = deps;
    this.#runs = new CheckRuns(deps, (outcome) => this.#count(outcome));
  }

  /** The settings that it runs with. */
  get check(): Check {
    return this.#check;
  }

  /** How clients see it. */
  get status(): "inactive" | "up" | "down" {
    return this.#state.status === "recovered" ? "up" : this.#state.status;
  }

  /** Its runs since the daemon started, or since it was changed while it was active. */
  get totals(): CheckTotals {
    return this.#totals;
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
    if (this.#state.status !== "inactive") this.#totals = noRuns;
    this.#step({ type: "changed" });
  }

  /**
   * Runs it now: after the run that is under way when it is active, which counts, otherwise at once.
   * @returns what is wrong; empty when nothing is, and when it was stopped meanwhile
   */
  async refresh(): Promise<string> {
    const isActive = this.#state.status !== "inactive";
    const outcome = await (isActive ? this.#runs.now() : this.#runs.aside(this.#check));
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

  /** Ends it with the daemon: its change is done, not aborted. Settles when no run is left. */
  async shutDown(): Promise<void> {
    const stopped = this.#runs.stop();
    this.#change?.done();
    await stopped;
  }

  #count(outcome: CheckOutcome): void {
    const { threshold } = checkTimings(this.#check);
    const { succeeded, failed } = this.#totals;
    if (outcome.type === "ok") {
      this.#totals = { succeeded: succeeded + 1, failed };
      this.#step({ type: "succeeded" });
    } else if (outcome.type === "failed") {
      this.#totals = { succeeded, failed: failed + 1 };
      this.#step({ type: "failed", threshold }, outcome);
    }
  }

  #step(event: CheckEvent, failure?: Failure): void {
    const { state, effects } = stepCheck(this.#state, event);
    if (state === this.#state && effects.length === 0) return;
    const before = this.status;
    this.#state = state;
    for (const effect of effects) this.#act(effect, failure);
    this.#deps.onUpdate();
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
        this.#previousId = undefined;
        this.#open("perform-check");
        this.#runs.begin(this.#check);
        break;
      case "end":
        this.#runs.end();
        this.#change?.abort();
        this.#change = undefined;
        break;
      case "report":
        if (failure !== undefined) this.#report(failure);
        break;
      case "goDown":
        if (failure !== undefined) this.#goDown(failure);
        break;
      case "recover":
        this.#change?.done();
        this.#follow("perform-check");
        break;
      default:
        effect satisfies never;
    }
  }

  #report(failure: Failure): void {
    const { threshold } = checkTimings(this.#check);
    const count = `${this.#state.failures}/${threshold}`;
    this.#deps.log.notice(`Check "${this.#check.name}" failure ${count}: ${failure.message}`);
    this.#change?.report(textOf(failure));
  }

  #goDown(failure: Failure): void {
    const { threshold } = checkTimings(this.#check);
    const name = `Check "${this.#check.name}"`;
    this.#deps.log.notice(`${name} threshold ${threshold} hit, triggering action and recovering`);
    this.#change?.fail(textOf(failure));
    this.#follow("recover-check");
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
}
