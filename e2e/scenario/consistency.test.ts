import { beforeAll, describe, expect, test } from "bun:test";
import type { Outcome } from "./case.ts";
import { consistencyCases } from "./consistency/cases.ts";
import { runOurs } from "./ours.ts";
import { hasScenario, runTheirs } from "./theirs.ts";

/** A start of Python's library takes a while where many run side by side. */
const deadlineMs = 120_000;

/** What was done with a case; an error of any other kind is shown as it is. */
const verdictOf = ({ refused, threw, warnings }: Outcome): string => {
  if (refused !== undefined) return "refuse";
  if (threw !== undefined) return `threw ${threw}`;
  return warnings.length > 0 ? "warn" : "accept";
};

describe("what could never be, or hardly", () => {
  for (const each of consistencyCases) {
    test(`ours is to ${each.both}: ${each.name}`, async () => {
      const outcome = await runOurs(each);
      expect(verdictOf(outcome)).toBe(each.both);
      expect([outcome.refused ?? "", ...outcome.warnings].join("\n")).toContain(each.names ?? "");
    });
  }
});

describe.skipIf(!hasScenario)("what could never be, or hardly, in Python", () => {
  const theirs = new Map<string, Outcome>();

  beforeAll(async () => {
    for (const outcome of await runTheirs(consistencyCases)) theirs.set(outcome.name, outcome);
  }, deadlineMs);

  for (const { name, both, differs } of consistencyCases) {
    const how = differs === undefined ? "is treated alike" : `is not treated alike, since ${differs.because}`;
    test(`${how}: ${name}`, () => {
      expect(verdictOf(theirs.get(name) ?? expect.unreachable())).toBe(differs?.theirs ?? both);
    });
  }
});
