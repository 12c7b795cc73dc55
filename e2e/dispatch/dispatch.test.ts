import { describe, expect, test } from "bun:test";
import { runHook } from "./charm-run.ts";
import { hooks } from "./hooks.ts";
import { hasOps } from "./unit-folder.ts";

if (!hasOps)
  console.log("skipped: the same charm in Python and TypeScript: get ops by pip install ops==3.9.0");

/** A start of Python's library takes a while where many run side by side. */
const deadlineMs = 60_000;

describe("the same charm in Python and TypeScript", () => {
  for (const hook of hooks) {
    const title = `${hook.path}${hook.title === undefined ? "" : `, ${hook.title}`}`;
    test.skipIf(!hasOps)(
      `does the same in ${title}`,
      async () => {
        const [theirs, ours] = await Promise.all([runHook("python", hook), runHook("typescript", hook)]);
        expect(ours).toEqual(theirs);
        // A charm that did nothing at all would do the same, too.
        const { said, effects, exitCodes } = theirs;
        expect(said.length + effects.length).toBeGreaterThan(0);
        expect(exitCodes.every((code) => code === 0)).toBe(true);
      },
      deadlineMs,
    );
  }
});
