import { describe, expect, it } from "bun:test";
import { type LogRun, splitLines } from "../../../src/log-lines/log-run.ts";
import { Follower } from "../../../src/managers/logs/follower.ts";

const run = (...lines: readonly string[]): LogRun => ({
  service: "web",
  time: 1,
  bytes: new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")),
});
const shown = (runs: readonly LogRun[]): readonly string[] => runs.flatMap(({ bytes }) => splitLines(bytes));

describe("a follower", () => {
  it("gets lines as they come", async () => {
    const follower = new Follower();
    const stop = new AbortController();
    const seen: string[] = [];
    const done = (async () => {
      for await (const runs of follower.runs(stop.signal)) {
        seen.push(...shown(runs));
        if (seen.length === 2) stop.abort();
        else follower.push(run("two"));
      }
    })();
    follower.push(run("one"));
    await done;
    expect(seen).toEqual(["one", "two"]);
  });

  it("is told how many lines it lost, before those that came after them", async () => {
    const follower = new Follower(4 * 133);
    const stop = new AbortController();
    for (const digit of "1234567") follower.push(run(digit.repeat(4)));
    for await (const runs of follower.runs(stop.signal)) {
      expect(shown(runs)).toEqual(["(3 lines lost)", "4444", "5555", "6666", "7777"]);
      stop.abort();
    }
  });

  it("ends, when it is told to while it waits", async () => {
    const follower = new Follower();
    const stop = new AbortController();
    const next = follower.runs(stop.signal).next();
    stop.abort();
    expect((await next).done).toBe(true);
  });
});
