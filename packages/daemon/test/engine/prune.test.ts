import { describe, expect, it } from "bun:test";
import type { Change } from "../../src/engine/change.ts";
import { pruneChanges } from "../../src/engine/prune.ts";

const second = 1e6;
const day = 24 * 3600 * second;
const now = 100 * day;

const change = (id: number, readyTime: number | undefined): Change => ({
  id: String(id),
  kind: "test",
  summary: "Test",
  tasks: [],
  spawnTime: 0,
  readyTime,
  data: {},
  services: [],
});

describe("changes to forget", () => {
  it("are those that have been ready for more than a week, however few there are", () => {
    const changes = [change(1, now - 7 * day), change(2, now - 7 * day - 1), change(3, undefined)];
    expect(pruneChanges(changes, now)).toEqual(["2"]);
  });

  it("are the oldest over a thousand that are ready; those that are not do not count", () => {
    const ready = Array.from({ length: 1003 }, (_, index) => change(index, now - day - index));
    const pending = Array.from({ length: 10 }, (_, index) => change(2000 + index, undefined));
    expect(pruneChanges([...ready, ...pending], now)).toEqual(["1002", "1001", "1000"]);
  });

  it("are none that have been ready for ten seconds only, however many there are", () => {
    const ready = Array.from({ length: 3000 }, (_, index) => change(index, now - index));
    expect(pruneChanges(ready, now)).toEqual([]);
    expect(pruneChanges(ready, now + 11 * second)).toHaveLength(2000);
  });
});
