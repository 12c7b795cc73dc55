import { describe, expect, test } from "bun:test";
import { firstOccurrence, nextOccurrence } from "../../../src/managers/notices/machine.ts";

const identity = { id: "1", userId: undefined, type: "custom", key: "a.b/c" };
const second = 1_000_000;

const occurs = (atSeconds: number, repeatAfterMs = 0, data?: Record<string, string>) => ({
  at: atSeconds * second,
  data,
  repeatAfterMs,
});

describe("the life of a notice", () => {
  test("a first occurrence is new and sets all three times", () => {
    const { notice, repeated } = firstOccurrence(identity, occurs(5, 1000, { a: "1" }));
    expect(repeated).toBe(true);
    expect(notice).toEqual({
      ...identity,
      firstOccurred: 5 * second,
      lastOccurred: 5 * second,
      lastRepeated: 5 * second,
      occurrences: 1,
      lastData: { a: "1" },
      repeatAfterMs: 1000,
    });
  });

  test("a later occurrence repeats, when it has no repeat-after", () => {
    const first = firstOccurrence(identity, occurs(5)).notice;
    const { notice, repeated } = nextOccurrence(first, occurs(6, 0, { b: "2" }));
    expect(repeated).toBe(true);
    expect(notice).toMatchObject({ firstOccurred: 5 * second, lastRepeated: 6 * second, occurrences: 2 });
    expect(notice.lastData).toEqual({ b: "2" });
  });

  test("an occurrence within its own repeat-after counts but does not repeat", () => {
    const first = firstOccurrence(identity, occurs(5)).notice;
    const { notice, repeated } = nextOccurrence(first, occurs(6, 2000));
    expect(repeated).toBe(false);
    expect(notice).toMatchObject({ lastOccurred: 6 * second, lastRepeated: 5 * second, occurrences: 2 });
    expect(notice.repeatAfterMs).toBe(2000);
  });

  test("repeat-after counts from the last repeat, not the last occurrence", () => {
    const first = firstOccurrence(identity, occurs(0)).notice;
    const early = nextOccurrence(first, occurs(1, 2000)).notice;
    expect(nextOccurrence(early, occurs(2, 2000)).repeated).toBe(false);
    expect(nextOccurrence(early, occurs(2.5, 2000)).repeated).toBe(true);
  });

  test("data of the last occurrence replaces what was there, none included", () => {
    const first = firstOccurrence(identity, occurs(0, 0, { a: "1" })).notice;
    expect(nextOccurrence(first, occurs(1)).notice.lastData).toBeUndefined();
  });
});
