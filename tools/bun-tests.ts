import { noTests, readCounts, type TestCounts } from "./test-counts.ts";

/** How long one test may take before it counts as failed, unless it says otherwise itself. */
const timeoutMs = 20_000;

/**
 * Runs the tests below these folders, the files side by side, each in a world of its own, and shows what fails.
 *
 * @param root the checkout, which the folders are relative to
 * @param oneByOne runs the files one after the other, for those that need the machine for themselves
 * @returns the counts; a run that ended badly without a failed test counts as one failure
 */
export async function runBunTests(
  root: string,
  folders: readonly string[],
  { oneByOne = false }: { readonly oneByOne?: boolean } = {},
): Promise<TestCounts> {
  if (folders.length === 0) return noTests;
  const child = Bun.spawn(
    [
      process.execPath,
      "test",
      "--only-failures",
      `--timeout=${timeoutMs}`,
      ...(oneByOne ? [] : ["--parallel"]),
      ...folders.map((folder) => `./${folder}`),
    ],
    { cwd: root, stdio: ["ignore", "inherit", "pipe"] },
  );
  let output = "";
  const decoder = new TextDecoder();
  for await (const chunk of child.stderr) {
    output += decoder.decode(chunk, { stream: true });
    process.stderr.write(chunk);
  }
  const exitCode = await child.exited;
  const counts = readCounts(output) ?? noTests;
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
