import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import { randomSequence } from "./random-sequence.ts";
import { runWarm } from "./sequence.ts";
import { hasOps } from "./unit-folder.ts";
import { startWarmPython, type WarmPython } from "./warm-python.ts";

if (!hasOps)
  console.log("skipped: random scripts in Python and TypeScript: get ops by pip install ops==3.9.0");

/** How many sequences are tried; a few seconds of them unless somebody wants more. */
const numRuns = Number(process.env["COBBLE_DIFFERENTIAL_RUNS"] ?? 40);
/** What a failure says that it began with, to try the same again. */
const seed = process.env["COBBLE_DIFFERENTIAL_SEED"];

describe.skipIf(!hasOps)("random scripts in Python and TypeScript", () => {
  let warm: WarmPython;
  beforeAll(() => {
    warm = startWarmPython();
  });
  afterAll(() => warm[Symbol.asyncDispose]());

  test(
    `do the same, in ${numRuns} sequences of hooks`,
    async () => {
      const property = fc.asyncProperty(randomSequence, async (sequence) => {
        const { theirs, ours } = await runWarm(warm, sequence);
        expect(ours).toEqual(theirs);
      });
      await fc.assert(property, { numRuns, ...(seed !== undefined && { seed: Number(seed) }) });
    },
    60_000 + numRuns * 1_000,
  );
});
