import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createNearestWord, nearestWord } from "../src/nearest-word.ts";

const known = ["command", "summary", "kill-delay", "user", "user-id", "on-failure"];

describe("nearestWord", () => {
  const pairs: readonly (readonly [word: string, meant: string | undefined])[] = [
    ["comand", "command"],
    ["ocmmand", "command"],
    ["Command", "command"],
    ["kill_delay", "kill-delay"],
    ["killdelay", "kill-delay"],
    ["userid", "user-id"],
    ["usr", "user"],
    ["on-fail", "on-failure"],
    ["replicas", undefined],
    ["", undefined],
  ];
  for (const [word, meant] of pairs) {
    it(`takes ${JSON.stringify(word)} for ${meant ?? "nothing that is known"}`, () => {
      assert.equal(nearestWord(word, known), meant);
    });
  }

  it("takes the first of those that are equally near", () => {
    assert.equal(nearestWord("wob", ["web", "wib", "wab"]), "web");
  });

  it("finds the nearest as a search without limits would", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 1, maxLength: 4 }), (wanted, candidates) => {
        const near = candidates
          .map((candidate) => ({ candidate, distance: fullDistance(wanted, candidate) }))
          .filter(({ candidate, distance }) => distance * 3 <= candidate.length)
          .toSorted((a, b) => a.distance - b.distance);
        assert.equal(nearestWord(wanted, candidates), near[0]?.candidate);
      }),
    );
  });
});

describe("createNearestWord", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `service-${index}`);

  it("finds what is meant by each word, for the first of very many", () => {
    const nearest = createNearestWord(many);
    assert.equal(nearest("sevice-7"), "service-7");
    assert.equal(nearest("service-77x"), "service-77");
  });

  it("finds nothing any more, after 200,000 comparisons", () => {
    const nearest = createNearestWord(many);
    for (let index = 0; index < 19; index += 1) nearest("x");
    assert.equal(nearest("sevice-7"), "service-7");
    assert.equal(nearest("sevice-7"), undefined);
  });
});

/** The distance by its definition: the fewest changes, insertions, removals and swaps of neighbours. */
const fullDistance = (a: string, b: string): number => {
  if (a === "" || b === "") return a.length + b.length;
  const change = fullDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1);
  if (a[0] === b[0]) return change;
  const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return Math.min(
    change,
    fullDistance(a.slice(1), b) + 1,
    fullDistance(a, b.slice(1)) + 1,
    swapped ? fullDistance(a.slice(2), b.slice(2)) + 1 : Infinity,
  );
};
