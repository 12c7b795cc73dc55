import { describe, expect, it } from "bun:test";
import {
  newRecord,
  recordEnd,
  recordStart,
  type ServiceRecord,
} from "../../../src/managers/services/record.ts";
import type { ServiceState } from "../../../src/managers/services/state.ts";

const running: ServiceState = { name: "running", since: 1, backoff: { count: 0, delayMs: 0 } };
const ending: ServiceState = { ...running, name: "terminating", goal: "stop" };
const started = recordStart(newRecord, { at: 10, pid: 7, asked: true });

const end = (
  options: {
    readonly code: number;
    readonly signal?: NodeJS.Signals;
    readonly state?: ServiceState;
    readonly kills?: number;
  },
  record: ServiceRecord = started,
) =>
  recordEnd(record, {
    at: 30,
    code: options.code,
    signal: options.signal,
    state: options.state ?? running,
    oomKills: () => options.kills,
  }).lastEnd;

describe("the record of a service", () => {
  it("counts the starts that nobody asked for, and keeps the last end over them", () => {
    const ended = recordEnd(started, {
      at: 20,
      code: 1,
      signal: undefined,
      state: running,
      oomKills: () => 0,
    });
    const again = recordStart(ended, { at: 25, pid: 8, asked: false });
    expect(again).toEqual({
      pid: 8,
      startedAt: 25,
      byItself: true,
      restarts: 1,
      lastEnd: { at: 20, startedAt: 10, code: 1 },
    });
  });

  it("knows who sent the signal that ended it", () => {
    expect(end({ code: 143, signal: "SIGTERM", state: ending })?.sender).toBe("supervisor");
    expect(end({ code: 143, signal: "SIGTERM" })?.sender).toBe("unknown");
    const asked: ServiceRecord = { ...started, clientSignal: { at: 20, signal: "SIGTERM" } };
    expect(end({ code: 143, signal: "SIGTERM" }, asked)?.sender).toBe("client");
    expect(end({ code: 139, signal: "SIGSEGV" }, asked)?.sender).toBe("unknown");
    expect(end({ code: 3 })).toEqual({ at: 30, startedAt: 10, code: 3 });
  });

  it("asks the kernel about memory only when nobody known may have sent a SIGKILL", () => {
    expect(end({ code: 137, signal: "SIGKILL", kills: 1 })?.oomKills).toBe(1);
    expect(end({ code: 137, kills: 1 })?.oomKills).toBe(1);
    expect(end({ code: 137, signal: "SIGKILL" })?.oomKills).toBeUndefined();
    expect(end({ code: 137, signal: "SIGKILL", state: ending, kills: 1 })?.oomKills).toBeUndefined();
    expect(end({ code: 143, signal: "SIGTERM", kills: 1 })?.oomKills).toBeUndefined();
  });

  it("forgets a client's signal and a failed start with the next process", () => {
    const marked: ServiceRecord = {
      ...started,
      clientSignal: { at: 20, signal: "SIGHUP" },
      lastFault: { at: 21, message: "no" },
    };
    expect(recordStart(marked, { at: 30, pid: 9, asked: true })).toEqual({
      pid: 9,
      startedAt: 30,
      byItself: false,
      restarts: 0,
    });
  });
});
