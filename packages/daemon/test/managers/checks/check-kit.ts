import { type Check, emptyCheck, emptyPlan, type Plan } from "@cobble/plan";
import type { CheckInfo } from "@cobble/wire";
import type { Change } from "../../../src/engine/change.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { type CheckManager, createCheckManager } from "../../../src/managers/checks/manager.ts";
import type { CheckOutcome } from "../../../src/managers/checks/runner.ts";
import { createMemoryStore } from "../../../src/state/memory-store.ts";
import { createFakeClock, type FakeClock } from "../../fake-clock.ts";
import { noEvents } from "../../no-events.ts";

export const fault: CheckOutcome = { type: "failed", message: "exit status 3", details: "line1\nline2" };

export const exec = {
  command: "true",
  serviceContext: "",
  environment: new Map(),
  user: "",
  group: "",
  workingDir: "",
};

/** A check that runs each second and is down after two failures. */
export const check = (name: string, more: Partial<Check> = {}): Check => ({
  ...emptyCheck(name),
  periodMs: 1000,
  threshold: 2,
  exec,
  ...more,
});

/** A plan with these checks. */
export const planOf = (...checks: readonly Check[]): Plan => ({
  ...emptyPlan,
  checks: new Map(checks.map((each) => [each.name, each])),
});

/** A manager whose runs come to what a test says, and all that comes of them. */
export interface CheckKit {
  readonly clock: FakeClock;
  readonly engine: Engine;
  readonly manager: CheckManager;
  /** The log. */
  readonly lines: string[];
  /** Checks that went down. */
  readonly failures: string[];
  /** Checks that ran. */
  readonly runs: string[];
  /** What the next runs come to, by name; well when nothing is said. */
  readonly outcome: Record<string, CheckOutcome | "hang">;
  readonly infoOf: (name: string) => CheckInfo | undefined;
  readonly changeOf: (id: string | undefined) => Change;
}

/** Makes a manager without checks. */
export const createCheckKit = (): CheckKit => {
  const clock = createFakeClock();
  const lines: string[] = [];
  const failures: string[] = [];
  const runs: string[] = [];
  const outcome: Record<string, CheckOutcome | "hang"> = {};
  const log = { notice: (text: string) => void lines.push(text), debug: () => undefined };
  const engine = new Engine({ clock, store: createMemoryStore(), log });
  const run = async ({ name }: Check, signal: AbortSignal): Promise<CheckOutcome> => {
    runs.push(name);
    const result = outcome[name] ?? { type: "ok" };
    if (result !== "hang") return result;
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ type: "aborted" }));
    });
  };
  const onFailure = (name: string): void => void failures.push(name);
  const manager = createCheckManager({ clock, engine, events: noEvents, log, onFailure, runner: { run } });
  const infoOf = (name: string): CheckInfo | undefined => manager.list({ names: [name] })[0];
  const changeOf = (id: string | undefined): Change => {
    const change = engine.find(id ?? "");
    if (change === undefined) throw new Error(`no change ${id}`);
    return change;
  };
  return { clock, engine, manager, lines, failures, runs, outcome, infoOf, changeOf };
};
