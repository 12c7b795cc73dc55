import { describe, expect, it } from "bun:test";
import { stepTarget } from "../../../src/managers/log-targets/machine.ts";
import {
  finishMs,
  gatherMs,
  retryDelayMs,
  type TargetEffect,
  type TargetEvent,
  type TargetState,
  type Waiting,
} from "../../../src/managers/log-targets/state.ts";

const idle: TargetState = { name: "idle" };
const gathering: TargetState = { name: "gathering" };
const sending: TargetState = { name: "sending", failures: 0 };
const backingOff: TargetState = { name: "backingOff", failures: 3 };
const finishing: TargetState = { name: "finishing" };
const closed: TargetState = { name: "closed" };
const states = [idle, gathering, sending, backingOff, finishing, closed];

const cancel: TargetEffect = { type: "cancelTimer" };
const close: TargetEffect = { type: "close" };
const send: TargetEffect = { type: "send" };
const resend: TargetEffect = { type: "resend" };
const drop: TargetEffect = { type: "drop" };
const gather: TargetEffect = { type: "timer", timer: "gather", ms: gatherMs };
const deadline: TargetEffect = { type: "timer", timer: "deadline", ms: finishMs };
const retry = (ms: number): TargetEffect => ({ type: "timer", timer: "retry", ms });

/** What comes of an event, when so many lines wait; what is not in the list changes nothing. */
interface Row {
  readonly state: TargetState;
  readonly event: TargetEvent["type"];
  readonly waiting?: Waiting;
  readonly to: TargetState;
  readonly effects: readonly TargetEffect[];
}

const rows: readonly Row[] = [
  { state: idle, event: "lines", waiting: "some", to: gathering, effects: [gather] },
  { state: idle, event: "lines", waiting: "enough", to: sending, effects: [cancel, send] },
  { state: idle, event: "stop", to: closed, effects: [cancel, close] },
  { state: gathering, event: "lines", waiting: "enough", to: sending, effects: [cancel, send] },
  { state: gathering, event: "gatherDue", waiting: "some", to: sending, effects: [cancel, send] },
  { state: gathering, event: "stop", waiting: "some", to: finishing, effects: [deadline, send] },
  { state: sending, event: "sent", to: idle, effects: [] },
  { state: sending, event: "sent", waiting: "some", to: gathering, effects: [gather] },
  { state: sending, event: "sent", waiting: "enough", to: sending, effects: [cancel, send] },
  { state: sending, event: "refused", to: idle, effects: [drop] },
  { state: sending, event: "refused", waiting: "some", to: gathering, effects: [drop, gather] },
  { state: sending, event: "refused", waiting: "enough", to: sending, effects: [drop, cancel, send] },
  { state: sending, event: "failed", to: { name: "backingOff", failures: 1 }, effects: [retry(1000)] },
  { state: sending, event: "stop", to: finishing, effects: [deadline] },
  { state: backingOff, event: "retryDue", to: { name: "sending", failures: 3 }, effects: [resend] },
  { state: backingOff, event: "moved", to: sending, effects: [cancel, resend] },
  { state: backingOff, event: "stop", to: finishing, effects: [deadline, resend] },
  { state: finishing, event: "sent", to: closed, effects: [cancel, close] },
  { state: finishing, event: "sent", waiting: "some", to: finishing, effects: [send] },
  { state: finishing, event: "sent", waiting: "enough", to: finishing, effects: [send] },
  { state: finishing, event: "refused", to: closed, effects: [drop, cancel, close] },
  { state: finishing, event: "refused", waiting: "some", to: finishing, effects: [drop, send] },
  { state: finishing, event: "refused", waiting: "enough", to: finishing, effects: [drop, send] },
  { state: finishing, event: "failed", to: closed, effects: [drop, cancel, close] },
  { state: finishing, event: "deadlineDue", to: closed, effects: [drop, close] },
];

/** Rows that are the same however many lines wait. */
const regardless: ReadonlySet<string> = new Set([
  "gathering gatherDue",
  "gathering stop",
  "sending failed",
  "sending stop",
  "backingOff retryDue",
  "backingOff moved",
  "backingOff stop",
  "finishing failed",
  "finishing deadlineDue",
  "idle stop",
]);

const events: readonly TargetEvent["type"][] = [
  "lines",
  "gatherDue",
  "retryDue",
  "sent",
  "refused",
  "failed",
  "moved",
  "stop",
  "deadlineDue",
];

describe("a log target", () => {
  for (const state of states) {
    for (const event of events) {
      for (const waiting of ["none", "some", "enough"] as const) {
        const row = rows.find(
          (each) =>
            each.state === state &&
            each.event === event &&
            ((each.waiting ?? "none") === waiting || regardless.has(`${state.name} ${event}`)),
        );
        const to = row?.to ?? state;
        it(`that is ${state.name} is ${to.name} after ${event}, when ${waiting} wait`, () => {
          const step = stepTarget(state, { type: event }, { waiting, isOverfull: false });
          expect(step).toEqual({ state: to, effects: row?.effects ?? [] });
        });
      }
    }
  }

  it("gives up the batch that waits to be sent again, when newer lines are lost already", () => {
    const step = stepTarget(backingOff, { type: "retryDue" }, { waiting: "enough", isOverfull: true });
    expect(step).toEqual({ state: { name: "sending", failures: 3 }, effects: [drop, send] });
  });

  it("tells that its receiver takes logs again, after failures", () => {
    const state: TargetState = { name: "sending", failures: 4 };
    const { effects } = stepTarget(state, { type: "sent" }, { waiting: "none", isOverfull: false });
    expect(effects).toEqual([{ type: "recovered", failures: 4 }]);
  });

  it("waits twice as long after each failure, and no longer than half a minute", () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((failures) => retryDelayMs(failures))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  it("waits as long as its receiver asks for, and no longer than five minutes", () => {
    expect([0, 500, 7000, 1e9].map((ms) => retryDelayMs(1, ms))).toEqual([1000, 1000, 7000, 300_000]);
    const failed: TargetEvent = { type: "failed", retryAfterMs: 60_000 };
    expect(stepTarget(sending, failed, { waiting: "none", isOverfull: false }).effects).toEqual([
      retry(60_000),
    ]);
  });
});
