import { type Check, checkTimings } from "@cobble/plan";
import { formatDurationMs } from "@cobble/wire";
import { createDeferred } from "../../deferred.ts";
import type { Clock } from "../../deps.ts";
import { messageOf } from "../../errors.ts";
import type { CheckOutcome, CheckRunner } from "./runner.ts";
import { runEvery, type Schedule } from "./schedule.ts";
import type { Spread } from "./spread.ts";

/** What the runs of a check need from outside. */
export interface CheckRunsDeps {
  readonly clock: Clock;
  readonly runner: CheckRunner;
  readonly spread: Spread;
}

const aborted: CheckOutcome = { type: "aborted" };

const failed = (message: string): CheckOutcome => ({ type: "failed", message, details: "" });

/** Runs a check once, for its timeout at most, and no longer than until the signal aborts. */
const attempt = async (
  check: Check,
  { clock, runner, signal }: CheckRunsDeps & { readonly signal: AbortSignal },
): Promise<CheckOutcome> => {
  if (signal.aborted) return aborted;
  const { timeoutMs } = checkTimings(check);
  const cut = new AbortController();
  const onAbort = (): void => cut.abort();
  signal.addEventListener("abort", onAbort);
  const timer = clock.after(timeoutMs, onAbort);
  try {
    const outcome = await runner.run(check, cut.signal);
    if (outcome.type !== "aborted" || signal.aborted) return outcome;
    return failed(`check timed out after ${formatDurationMs(timeoutMs)}`);
  } catch (error) {
    return failed(messageOf(error));
  } finally {
    timer.cancel();
    signal.removeEventListener("abort", onAbort);
  }
};

/** The time between a start of a check and its stop. */
interface Term {
  readonly check: Check;
  readonly schedule: Schedule;
  readonly over: AbortController;
}

/** The runs of one check: every period while it is active, and whenever somebody asks. */
export class CheckRuns {
  readonly #deps: CheckRunsDeps;
  readonly #count: (outcome: CheckOutcome) => void;
  readonly #underWay = new Set<Promise<CheckOutcome>>();
  readonly #stopped = new AbortController();
  #term: Term | undefined;
  /** Settles with the counting of the run that was asked for last: those that count come one after the other. */
  #last: Promise<void> = Promise.resolve();

  /** @param count hears each outcome that counts, in order */
  constructor(deps: CheckRunsDeps, count: (outcome: CheckOutcome) => void) {
    this.#deps = deps;
    this.#count = count;
  }

  /** Runs the check from one period on, until {@link CheckRuns.end}. */
  begin(check: Check): void {
    this.end();
    const { clock, spread } = this.#deps;
    const { periodMs } = checkTimings(check);
    const run = async (): Promise<void> => void (await this.now());
    const schedule = runEvery(periodMs, run, { clock, latenessMs: spread(periodMs) });
    this.#term = { check, schedule, over: new AbortController() };
  }

  /** Runs no more, and ends the run that is under way: neither it nor those that wait for it count. */
  end(): void {
    this.#term?.schedule.cancel();
    this.#term?.over.abort();
    this.#term = undefined;
  }

  /**
   * Runs the check after whatever run is under way, and counts the outcome.
   * @returns an aborted outcome, which does not count, when it was not active or was ended meanwhile
   */
  async now(): Promise<CheckOutcome> {
    const term = this.#term;
    if (term === undefined) return aborted;
    const before = this.#last;
    const counted = createDeferred<void>();
    this.#last = counted.promise;
    await before;
    try {
      const outcome = await this.#run(term.check, term.over.signal);
      if (term.over.signal.aborted) return aborted;
      this.#count(outcome);
      return outcome;
    } finally {
      counted.resolve();
    }
  }

  /** Runs the check at once, beside whatever run is under way, and counts nothing. */
  aside(check: Check): Promise<CheckOutcome> {
    return this.#run(check, this.#stopped.signal);
  }

  /** Ends every run, those aside too, for good; settles when none is left. */
  async stop(): Promise<void> {
    this.end();
    this.#stopped.abort();
    await Promise.all(this.#underWay);
  }

  async #run(check: Check, signal: AbortSignal): Promise<CheckOutcome> {
    const run = attempt(check, { ...this.#deps, signal });
    this.#underWay.add(run);
    try {
      return await run;
    } finally {
      this.#underWay.delete(run);
    }
  }
}
