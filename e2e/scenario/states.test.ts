import { beforeAll, describe, expect, test } from "bun:test";
import type { Outcome } from "./case.ts";
import { runOurs } from "./ours.ts";
import { stateCases } from "./state-cases.ts";
import { hasScenario, runTheirs } from "./theirs.ts";

/** A start of Python's library takes a while where many run side by side. */
const deadlineMs = 120_000;

describe.skipIf(!hasScenario)("a state and an event, in Python's Context and in ours", () => {
  const theirs = new Map<string, Outcome>();

  beforeAll(async () => {
    for (const outcome of await runTheirs(stateCases)) theirs.set(outcome.name, outcome);
  }, deadlineMs);

  for (const each of stateCases) {
    test(`come out the same: ${each.name}`, async () => {
      const { warnings: _ours, threw, ...ours } = await runOurs(each);
      const { warnings: _theirs, threw: theyThrew, ...same } = theirs.get(each.name) ?? expect.unreachable();
      expect(ours).toEqual(same);
      expect([theyThrew, threw]).toEqual([...(each.throws ?? [undefined, undefined])]);
      expect(ours.refused).toBeUndefined();
    });
  }
});
