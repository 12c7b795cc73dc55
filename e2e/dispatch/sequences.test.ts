import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { runWarm } from "./sequence.ts";
import { actions } from "./sequences/actions.ts";
import { customEvents } from "./sequences/custom-events.ts";
import { deferral } from "./sequences/deferral.ts";
import { dispatching } from "./sequences/dispatching.ts";
import { relationData } from "./sequences/relation-data.ts";
import { relations } from "./sequences/relations.ts";
import { secrets } from "./sequences/secrets.ts";
import { statuses } from "./sequences/statuses.ts";
import { stored } from "./sequences/stored.ts";
import { unitSequences } from "./sequences/unit.ts";
import { hasOps } from "./unit-folder.ts";
import { startWarmPython, type WarmPython } from "./warm-python.ts";

if (!hasOps)
  console.log("skipped: the same script in Python and TypeScript: get ops by pip install ops==3.9.0");

const sequences = [
  ...[...dispatching, ...deferral, ...customEvents, ...stored, ...statuses],
  ...[...relations, ...relationData, ...secrets, ...actions, ...unitSequences],
];

/** A start of Python's library takes a while where many run side by side. */
const deadlineMs = 60_000;

describe.skipIf(!hasOps)("the same script in Python and TypeScript", () => {
  let warm: WarmPython;
  beforeAll(() => {
    warm = startWarmPython();
  });
  afterAll(() => warm[Symbol.asyncDispose]());

  for (const { title, differs, ...sequence } of sequences) {
    const name = differs === undefined ? `does the same ${title}` : `does otherwise ${title}: ${differs}`;
    test(
      name,
      async () => {
        const { theirs, ours } = await runWarm(warm, sequence);
        if (differs === undefined) expect(ours).toEqual(theirs);
        else expect(ours).not.toEqual(theirs);
        // A charm that did nothing at all would do the same, too.
        expect([...theirs, ...ours].some(({ said, log }) => said.length + log.length > 0)).toBe(true);
      },
      deadlineMs,
    );
  }
});
