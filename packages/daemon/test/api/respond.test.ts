import { describe, expect, test } from "bun:test";
import { sync, syncList } from "../../src/api/respond.ts";
import { readAnswer } from "../test-request.ts";

const doubled = (entry: number): { readonly twice: string } => ({ twice: `<${entry * 2}>` });

describe("syncList", () => {
  for (const count of [0, 1, 256, 257, 512, 1000]) {
    test(`a list of ${count} entries reads as the answer that is made at once`, async () => {
      const entries = Array.from({ length: count }, (_, index) => index);
      const answer = syncList({ entries, toWire: doubled });
      expect(answer.contentType).toBe("application/json");
      expect(await readAnswer(answer)).toBe(await readAnswer(sync(entries.map(doubled))));
    });
  }

  test("a long list is printed no further than it is read", async () => {
    let printed = 0;
    const entries = Array.from({ length: 100_000 }, (_, index) => index);
    const { body } = syncList({
      entries,
      toWire: (entry) => {
        printed += 1;
        return entry;
      },
    });
    if (typeof body === "string" || body instanceof Uint8Array) throw new Error("it came at once");
    for await (const _ of body) break;
    expect(printed).toBeLessThan(1000);
  });
});
