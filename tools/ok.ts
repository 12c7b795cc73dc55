import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runBunTests } from "./bun-tests.ts";
import { runStep, type StepOutcome } from "./steps.ts";
import { addCounts, closingLine, noTests, readCounts, type TestCounts } from "./test-counts.ts";

const root = join(import.meta.dir, "..");
const bun = process.execPath;

/** The tests of the whole system that fit on two cores side by side badly: pods, with clocks of their own. */
const endToEnd = "e2e";

/** What a step found: how it ended, and what it counted: tests, or itself as one. */
interface Finding {
  readonly outcome: StepOutcome;
  readonly counts: TestCounts;
}

/** One part of the check. */
interface Part {
  readonly name: string;
  readonly run: () => Promise<Finding>;
}

/** A command whose exit code tells all. */
function plainPart(name: string, command: readonly string[]): Part {
  return {
    name,
    run: async () => {
      const child = Bun.spawn([...command], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
      return judge({ passed: 1, failed: 0, skipped: 0 }, await child.exited);
    },
  };
}

/** A command that runs tests, and closes with a line that counts them. One that ran none has failed. */
function countedPart(name: string, command: readonly string[]): Part {
  return {
    name,
    run: async () => {
      const child = Bun.spawn([...command], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      const decoder = new TextDecoder();
      for await (const chunk of child.stdout) {
        output += decoder.decode(chunk, { stream: true });
        process.stdout.write(chunk);
      }
      return judge(readCounts(output) ?? noTests, await child.exited);
    },
  };
}

/** A part that ended badly without a failed test counts as one failure. */
function judge(counts: TestCounts, exitCode: number): Finding {
  if (exitCode === 0 && counts.failed === 0 && counts.passed > 0) return { outcome: "done", counts };
  const passed = exitCode !== 0 && counts.failed === 0 ? Math.max(counts.passed - 1, 0) : counts.passed;
  return { outcome: "failed", counts: { ...counts, passed, failed: Math.max(counts.failed, 1) } };
}

const parts: readonly Part[] = [
  plainPart("format and lint", [join(root, "node_modules/.bin/biome"), "check", "--error-on-warnings", "."]),
  plainPart("types", [join(root, "node_modules/.bin/tsc"), "-p", "tsconfig.json"]),
  plainPart("boundaries", [bun, "tools/boundaries.ts"]),
  plainPart("docs", [bun, "tools/check-docs.ts"]),
  countedPart("unit tests", [bun, "tools/test.ts"]),
  plainPart("build", [bun, "tools/build.ts"]),
  countedPart("unit tests on Node", [bun, "tools/node-tests.ts"]),
  countedPart("libraries on Node", [bun, "tools/check-libraries.ts"]),
  countedPart("conformance", [bun, "conformance/run.ts"]),
  {
    name: "end to end",
    run: async () => {
      const hasTests = existsSync(join(root, endToEnd)) && readdirSync(join(root, endToEnd)).length > 0;
      return judge(hasTests ? await runBunTests(root, [endToEnd], { oneByOne: true }) : noTests, 0);
    },
  },
];

/** `npm run ok [-- PART...]`: runs every part, or those named, tells of all that fail, and closes with one line. */
async function ok(): Promise<boolean> {
  const named = process.argv.slice(2);
  const chosen = parts.filter(({ name }) => named.length === 0 || named.includes(name));
  const counts: TestCounts[] = [];
  const failed: string[] = [];
  for (const { name, run } of chosen) {
    console.log(`\n== ${name}`);
    const { outcome } = await runStep(name, async () => {
      const finding = await run();
      counts.push(finding.counts);
      return finding.outcome;
    });
    if (outcome === "failed") failed.push(name);
  }
  console.log(failed.length === 0 ? "\nall parts are good" : `\nfailed: ${failed.join(", ")}`);
  console.log(closingLine(addCounts(counts)));
  return failed.length === 0 && chosen.length > 0;
}

process.exitCode = (await ok()) ? 0 : 1;
