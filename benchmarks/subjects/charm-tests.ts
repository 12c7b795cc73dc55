import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPython } from "../dispatch/python.ts";
import type { Measure } from "../measure.ts";
import type { Contestant, PeerSubject } from "../subject.ts";

const count = 16;
const charm = join(import.meta.dir, "../dispatch/charm");
const program = join(import.meta.dir, "../charm-tests/tests");

/** Runs the tests in a process of their own, which says what they took. */
function measure(command: readonly string[], folder: string): readonly Measure[] {
  const start = performance.now();
  const { stdout, stderr, exitCode } = Bun.spawnSync([...command, folder, String(count)], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  const whole = performance.now() - start;
  if (exitCode !== 0) throw new Error(`cannot measure tests: ${stderr.toString()}`);
  // Printed by the programs of benchmarks/charm-tests.
  const of = JSON.parse(stdout.toString()) as Readonly<Record<"configChanged" | "updateStatus", number>>;
  return [
    { what: "config-changed with a container", unit: "ms", value: of.configChanged },
    { what: "update-status", unit: "ms", value: of.updateStatus },
    { what: `a process of ${2 * count} tests`, unit: "ms", value: whole },
  ];
}

/** Compiles the tests for Node, which takes the libraries as the build leaves them. */
async function makeNodeTests(root: string, folder: string): Promise<string> {
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const output = join(folder, "tests.mjs");
  const options = ["--target=node", "--packages=external", `--outfile=${output}`];
  const { exitCode, stderr } = Bun.spawnSync([process.execPath, "build", `${program}.ts`, ...options]);
  if (exitCode !== 0) throw new Error(`cannot compile the tests: ${stderr.toString()}`);
  return output;
}

/** Tests of a charm: a context, a state and an event. */
export const charmTests: PeerSubject = {
  name: "charm-tests",
  about: `median of ${count} tests of each kind, each with a context of its own and one event, after another in one process; the cost of loading is in the process as a whole`,
  reference: "Python ops",
  async enter(root) {
    const folder = await mkdtemp(join(tmpdir(), "cobble-bench-tests-"));
    await cp(charm, folder, { recursive: true });
    const python = findPython("ops.testing");
    const commands: Readonly<Record<string, readonly string[]>> = {
      cobble: [process.execPath, `${program}.ts`],
      "Cobble on Node": ["node", await makeNodeTests(root, folder)],
      ...(python && { "Python ops": [python, `${program}.py`] }),
    };
    const contestants = Object.entries(commands).map(
      ([name, command]): Contestant => ({ name, measure: async () => measure(command, folder) }),
    );
    return { contestants, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  },
};
