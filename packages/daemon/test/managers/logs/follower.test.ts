import { describe, expect, it } from "bun:test";
import { Follower } from "../../../src/managers/logs/follower.ts";

const entry = (message: string) => ({ time: "2026-01-01T00:00:00.000Z", service: "web", message });

describe("a follower", () => {
  it("gets lines as they come", async () => {
    const follower = new Follower();
    const stop = new AbortController();
    const seen: string[] = [];
    const done = (async () => {
      for await (const run of follower.runs(stop.signal)) {
        seen.push(...run.map((each) => each.message));
        if (seen.length === 2) stop.abort();
        else follower.push([entry("two")]);
      }
    })();
    follower.push([entry("one")]);
    await done;
    expect(seen).toEqual(["one", "two"]);
  });

  it("is told how many lines it lost, when it does not keep up", async () => {
    const follower = new Follower();
    const stop = new AbortController();
    for (let index = 0; index < 12_345; index++) follower.push([entry(String(index))]);
    for await (const run of follower.runs(stop.signal)) {
      expect(run).toHaveLength(10_001);
      expect(run.at(-1)?.message).toBe("(2345 lines lost)");
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
