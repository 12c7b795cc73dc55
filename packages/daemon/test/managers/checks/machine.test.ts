import { describe, expect, test } from "bun:test";
import {
  type CheckEffect,
  type CheckEvent,
  type CheckState,
  checkRules,
  newCheck,
  stepCheck,
} from "../../../src/managers/checks/machine.ts";

const state = (status: CheckState["status"], successes: number, failures: number): CheckState => ({
  status,
  successes,
  failures,
});
const fresh = state("up", 0, 0);
const start: CheckEvent = { type: "start" };
const stop: CheckEvent = { type: "stop" };
const changed: CheckEvent = { type: "changed" };
const good: CheckEvent = { type: "succeeded" };
const bad: CheckEvent = { type: "failed", threshold: 9 };
const worse: CheckEvent = { type: "failed", threshold: 2 };

type Row = readonly [from: CheckState, event: CheckEvent, to: CheckState, effects: readonly CheckEffect[]];

const stopped = state("inactive", 4, 1);
const up = state("up", 4, 0);
const failing = state("up", 4, 1);
const recovered = state("recovered", 1, 0);
const down = state("down", 4, 2);

const rows: readonly Row[] = [
  [newCheck, start, fresh, ["begin"]],
  [stopped, start, fresh, ["begin"]],
  [stopped, stop, stopped, []],
  [stopped, changed, stopped, []],
  [stopped, good, stopped, []],
  [stopped, worse, stopped, []],
  [stopped, bad, stopped, []],

  [up, start, up, []],
  [failing, stop, state("inactive", 4, 1), ["end"]],
  [failing, changed, fresh, ["end", "begin"]],
  [up, good, state("up", 5, 0), []],
  [failing, good, state("up", 5, 0), []],
  [up, bad, failing, ["report"]],
  [failing, worse, down, ["report", "goDown"]],

  [recovered, start, recovered, []],
  [recovered, stop, state("inactive", 1, 0), ["end"]],
  [recovered, changed, fresh, ["end", "begin"]],
  [recovered, good, state("up", 1, 0), []],
  [recovered, bad, state("recovered", 1, 1), ["report"]],
  [state("recovered", 1, 1), good, state("up", 1, 0), []],
  [state("recovered", 1, 1), worse, state("down", 1, 2), ["report", "goDown"]],

  [down, start, down, []],
  [down, stop, state("inactive", 4, 2), ["end"]],
  [down, changed, fresh, ["end", "begin"]],
  [down, good, recovered, ["recover"]],
  [down, bad, state("down", 4, 3), ["report"]],
  [down, worse, state("down", 4, 3), ["report"]],
];

describe("the life of a check", () => {
  test.each(rows)("%j, %j: becomes %j with %j", (from, event, to, effects) => {
    expect(stepCheck(from, event)).toEqual({ state: to, effects });
  });

  test("every status is tried with every event, failures below and at the threshold apart", () => {
    const tried = rows.map(([from, event]) => {
      if (event.type !== "failed") return `${from.status} ${event.type}`;
      return `${from.status} ${from.failures + 1 < event.threshold ? "failedOnce" : "failedEnough"}`;
    });
    const pairs = Object.entries(checkRules).flatMap(([status, rules]) =>
      Object.keys(rules).map((input) => `${status} ${input}`),
    );
    expect([...new Set(tried)].toSorted()).toEqual(pairs.toSorted());
  });

  test.each([1, 0, -1])("a threshold of %d is hit by the first failure", (threshold) => {
    const { effects } = stepCheck(fresh, { type: "failed", threshold });
    expect(effects).toEqual(["report", "goDown"]);
  });
});
