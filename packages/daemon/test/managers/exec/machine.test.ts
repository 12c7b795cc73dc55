import { describe, expect, it } from "bun:test";
import {
  type ExecEvent,
  type ExecState,
  type ExecStep,
  stepExec,
} from "../../../src/managers/exec/machine.ts";

const events: readonly ExecEvent[] = [
  { type: "connected", channel: "stdio" },
  { type: "connectTimeout" },
  { type: "controlOverdue" },
  { type: "startFailed", message: "no" },
  { type: "timeout" },
  { type: "controlClosed" },
  { type: "abort" },
  { type: "exited", code: 3 },
];

const running: ExecState = { type: "running" };
const start: ExecStep = { state: running, effects: ["start"] };
const ended = (outcome: Extract<ExecState, { type: "ended" }>["outcome"]): ExecStep => ({
  state: { type: "ended", outcome },
  effects: ["finish"],
});
const killed = (ending: "timeout" | "abandoned" | "aborted"): ExecStep => ({
  state: { type: "ending", ending },
  effects: ["kill"],
});

/** The events that do something in a state; all others leave it as it is. */
const tables: readonly (readonly [ExecState, Readonly<Partial<Record<ExecEvent["type"], ExecStep>>>])[] = [
  [
    { type: "connecting", missing: ["control", "stdio", "stderr"] },
    {
      connected: { state: { type: "connecting", missing: ["control", "stderr"] }, effects: [] },
      connectTimeout: ended({ type: "not connected" }),
      controlOverdue: start,
      controlClosed: ended({ type: "given up" }),
      abort: ended({ type: "given up" }),
    },
  ],
  [
    { type: "connecting", missing: ["control", "stdio"] },
    {
      connected: { state: { type: "connecting", missing: ["control"] }, effects: ["awaitControl"] },
      connectTimeout: ended({ type: "not connected" }),
      controlOverdue: start,
      controlClosed: ended({ type: "given up" }),
      abort: ended({ type: "given up" }),
    },
  ],
  [
    { type: "connecting", missing: ["stdio"] },
    {
      connected: start,
      connectTimeout: ended({ type: "not connected" }),
      controlOverdue: start,
      controlClosed: ended({ type: "given up" }),
      abort: ended({ type: "given up" }),
    },
  ],
  [
    running,
    {
      startFailed: ended({ type: "not started", message: "no" }),
      timeout: killed("timeout"),
      controlClosed: killed("abandoned"),
      abort: killed("aborted"),
      exited: ended({ type: "exited", code: 3 }),
    },
  ],
  [{ type: "ending", ending: "timeout" }, { exited: ended({ type: "timed out" }) }],
  [{ type: "ending", ending: "abandoned" }, { exited: ended({ type: "exited", code: 3 }) }],
  [{ type: "ending", ending: "aborted" }, { exited: ended({ type: "exited", code: 3 }) }],
  [{ type: "ended", outcome: { type: "not connected" } }, {}],
];

describe("the life of a command", () => {
  for (const [state, table] of tables) {
    for (const event of events) {
      it(`${JSON.stringify(state)} on ${event.type}`, () => {
        expect(stepExec(state, event)).toEqual(table[event.type] ?? { state, effects: [] });
      });
    }
  }
});
