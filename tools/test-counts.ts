/** What a test run executed. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Nothing executed. */
export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0 };

/** Adds the counts of several runs. */
export function addCounts(all: readonly TestCounts[]): TestCounts {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    noTests,
  );
}

/**
 * Reads the counts out of the last lines that a runner printed: `bun test`'s (` 12 pass`), Node's (`# pass 12`) or the plain
 * `12 passed, 0 failed, 3 skipped`. An error outside of any test counts as one that failed.
 *
 * @returns undefined when the text has no such line, which means that nothing ran
 */
export function readCounts(output: string): TestCounts | undefined {
  const plain = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm;
  const last = [...output.matchAll(plain)].at(-1);
  if (last) return { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3] ?? 0) };
  const count = (word: string): number =>
    Number(
      [...output.matchAll(new RegExp(`^(?: (\\d+) ${word}|(?:#|ℹ) ${word} (\\d+))$`, "gm"))]
        .at(-1)
        ?.slice(1)
        .find(Boolean) ?? 0,
    );
  const counts = {
    passed: count("pass"),
    failed: count("fail") + count("errors?"),
    skipped: count("skip") + count("skipped") + count("todo"),
  };
  return counts.passed + counts.failed + counts.skipped === 0 ? undefined : counts;
}

/** Prints the closing line that any reader of a log understands: `12 passed, 0 failed`, and what was skipped. */
export function closingLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
