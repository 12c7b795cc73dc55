import { join } from "node:path";
import type { Case, Outcome } from "./case.ts";

/** The Python that has ops-scenario, if one has. */
const python = process.env["COBBLE_PYTHON"] ?? "python3";

const canImport = (): boolean => {
  if (Bun.which(python) === null) return false;
  const program = "import ops.testing; ops.testing.Context";
  return Bun.spawnSync([python, "-c", program], { stdio: ["ignore", "ignore", "ignore"] }).exitCode === 0;
};

/** Whether there is a Python to compare with. */
export const hasScenario: boolean = canImport();

if (!hasScenario) {
  console.log(
    "skipped: the same states in Python and TypeScript: get them by pip install ops-scenario==8.9.0",
  );
}

/** Runs cases with the Context of ops.testing. */
export const runTheirs = async (cases: readonly Case[]): Promise<readonly Outcome[]> => {
  const child = Bun.spawn([python, join(import.meta.dir, "theirs.py")], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: [new Blob([JSON.stringify(cases)]), "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  if ((await child.exited) !== 0) throw new Error(`cannot run the cases in Python: ${stderr}`);
  // It is theirs.py that prints them.
  return JSON.parse(stdout) as readonly Outcome[];
};
