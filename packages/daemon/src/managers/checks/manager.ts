import type { Check, Plan } from "@cobble/plan";
import { type CheckInfo, type CheckLevel, quoted, type ReplanEntry } from "@cobble/wire";
import { ApiError } from "../../errors.ts";
import { CheckLife, type CheckLifeDeps, type CheckTotals } from "./check-life.ts";
import { decideCheck, type KeptCheck, previewCheck } from "./replan.ts";
import { checkSignature } from "./signature.ts";
import { createSpread } from "./spread.ts";

/** What checks need from outside. */
export type CheckDeps = Omit<CheckLifeDeps, "onUpdate" | "spread">;

/** Which checks are meant; what is left out or empty does not restrict. */
export interface CheckFilter {
  readonly level?: CheckLevel | undefined;
  readonly names?: readonly string[];
}

/** A check's status and all its runs. */
export interface CheckCounts extends CheckTotals {
  readonly name: string;
  readonly status: CheckLife["status"];
}

/** Keeps the checks of the plan running, and knows how they are. */
export interface CheckManager {
  /**
   * Takes over a plan, the same one included (replan): new checks that are enabled start, and so do those that were
   * stopped; changed ones start anew; those that are gone stop.
   */
  planChanged(plan: Plan): void;
  /** What {@link CheckManager.planChanged} would do to each check of a plan, by name, and why; nothing is done. */
  preview(plan: Plan): readonly ReplanEntry[];
  /**
   * Starts checks. @returns those that were inactive, sorted
   * @throws {ApiError} 400 when one is not in the plan; then none is started
   */
  startChecks(names: readonly string[]): readonly string[];
  /**
   * Stops checks. @returns those that were active, sorted
   * @throws {ApiError} 400 when one is not in the plan; then none is stopped
   */
  stopChecks(names: readonly string[]): readonly string[];
  /**
   * Runs a check now. An active one counts the outcome, an inactive one does not.
   * @returns how it is then, and what is wrong; empty when nothing is
   * @throws {ApiError} 404 when it is not in the plan
   */
  refresh(name: string): Promise<{ readonly info: CheckInfo; readonly error: string }>;
  /** The checks that the filter lets through, by name. */
  list(filter: CheckFilter): readonly CheckInfo[];
  /** How each check is, and how its runs have ended, by name. */
  counts(): readonly CheckCounts[];
  /**
   * Whether none of the checks that count is down: those of the level, `alive` counting for `ready` too, and with names
   * only these. Unknown and inactive ones do not count.
   */
  isHealthy(filter: CheckFilter): boolean;
  /** Another number whenever an answer of `list` or `isHealthy` may be another one. */
  revision(): number;
  /** Ends all checks with the daemon; settles when no run is left. */
  stop(): Promise<void>;
}

interface Entry {
  readonly life: CheckLife;
  /** The settings in the plan, which a check that was disabled while it ran takes over when it stops. */
  planned: Check;
  signature: string;
}

const keptCheck = ({ life, signature }: Entry): KeptCheck => ({
  status: life.status,
  check: life.check,
  signature,
});

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

class Checks implements CheckManager {
  readonly #lifeDeps: CheckLifeDeps;
  #entries = new Map<string, Entry>();
  #revision = 0;

  constructor(deps: CheckDeps) {
    const onUpdate = (): void => {
      this.#revision += 1;
    };
    this.#lifeDeps = { ...deps, spread: createSpread(deps.clock), onUpdate };
  }

  planChanged(plan: Plan): void {
    const before = this.#entries;
    this.#entries = new Map();
    for (const name of [...plan.checks.keys()].sort(byName)) {
      const check = plan.checks.get(name);
      if (check !== undefined) this.#take(check, checkSignature(check, plan), before.get(name));
    }
    for (const [name, { life }] of before) if (!this.#entries.has(name)) life.stop();
    this.#revision += 1;
  }

  preview(plan: Plan): readonly ReplanEntry[] {
    return [...plan.checks.values()]
      .sort((a, b) => byName(a.name, b.name))
      .map((check) => {
        const entry = this.#entries.get(check.name);
        return previewCheck(entry && keptCheck(entry), { check, signature: checkSignature(check, plan) });
      });
  }

  startChecks(names: readonly string[]): readonly string[] {
    return this.#each(names, "start", (entry) => {
      if (entry.life.status !== "inactive") return false;
      entry.life.start();
      return true;
    });
  }

  stopChecks(names: readonly string[]): readonly string[] {
    return this.#each(names, "stop", (entry) => {
      if (entry.life.status === "inactive") return false;
      entry.life.stop();
      entry.life.change(entry.planned);
      return true;
    });
  }

  async refresh(name: string): Promise<{ readonly info: CheckInfo; readonly error: string }> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new ApiError(404, `cannot find check with name ${quoted(name)}`);
    const error = await entry.life.refresh();
    return { info: entry.life.info(), error };
  }

  list({ level, names = [] }: CheckFilter): readonly CheckInfo[] {
    return this.#named(names)
      .filter((life) => level === undefined || life.check.level === level)
      .map((life) => life.info());
  }

  counts(): readonly CheckCounts[] {
    return [...this.#entries].map(([name, { life }]) => ({ name, status: life.status, ...life.totals }));
  }

  isHealthy({ level, names = [] }: CheckFilter): boolean {
    const counts = ({ check }: CheckLife): boolean =>
      level === undefined || check.level === level || (level === "ready" && check.level === "alive");
    return !this.#named(names).some((life) => life.status === "down" && counts(life));
  }

  revision(): number {
    return this.#revision;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#entries.values()].map(({ life }) => life.shutDown()));
  }

  #take(check: Check, signature: string, known: Entry | undefined): void {
    const life = known?.life ?? new CheckLife(check, this.#lifeDeps);
    this.#entries.set(check.name, { life, planned: check, signature });
    const decision = decideCheck(known && keptCheck(known), { check, signature });
    if (decision.change) life.change(check);
    if (decision.start) life.start();
  }

  #named(names: readonly string[]): readonly CheckLife[] {
    const wanted = new Set(names);
    return [...this.#entries]
      .filter(([name]) => wanted.size === 0 || wanted.has(name))
      .map(([, { life }]) => life);
  }

  #each(
    names: readonly string[],
    action: "start" | "stop",
    act: (entry: Entry) => boolean,
  ): readonly string[] {
    const unknown = names.filter((name) => !this.#entries.has(name)).toSorted(byName);
    if (unknown.length > 0) {
      throw new ApiError(400, `cannot ${action} checks: cannot find checks in plan: ${unknown.join(", ")}`);
    }
    return [...new Set(names)].sort(byName).filter((name) => {
      const entry = this.#entries.get(name);
      return entry !== undefined && act(entry);
    });
  }
}

/** Makes the manager, with no checks until it is given a plan. */
export const createCheckManager = (deps: CheckDeps): CheckManager => new Checks(deps);
