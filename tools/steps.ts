/** What a step found to do. */
export type StepOutcome = "done" | "fresh" | "skipped" | "failed";

/** How one named step ended, and after how long. */
export interface StepResult {
  readonly name: string;
  readonly outcome: StepOutcome;
  readonly ms: number;
}

const marks: Readonly<Record<StepOutcome, string>> = {
  done: "ok",
  fresh: "up to date",
  skipped: "skipped",
  failed: "FAILED",
};

/**
 * Runs one step and prints one line with its name, outcome and duration; the step's own output comes before it.
 * It never throws: an error is printed and makes the outcome "failed".
 */
export async function runStep(
  name: string,
  step: () => Promise<StepOutcome> | StepOutcome,
): Promise<StepResult> {
  const start = performance.now();
  let outcome: StepOutcome;
  try {
    outcome = await step();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    outcome = "failed";
  }
  const ms = performance.now() - start;
  console.log(`${name.padEnd(28)} ${marks[outcome].padEnd(10)} ${(ms / 1000).toFixed(1)} s`);
  return { name, outcome, ms };
}

/** Runs a command in the checkout with this terminal; its exit code is 0 for success. */
export async function runCommand(
  command: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<number> {
  const child = Bun.spawn([...command], {
    cwd: options.cwd,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...options.env },
  });
  return await child.exited;
}

/** Turns an exit code into an outcome. */
export function outcomeOf(exitCode: number): StepOutcome {
  return exitCode === 0 ? "done" : "failed";
}
