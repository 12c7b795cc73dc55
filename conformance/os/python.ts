import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./command.ts";

const folder = join(import.meta.dirname, "../ops");
const timeoutMs = 120_000;

/** How one test went. */
export interface PythonTest {
  readonly name: string;
  readonly kind: "passed" | "failed" | "skipped";
  /** The traceback, or the reason of a skip. */
  readonly detail: string;
}

/** The Python that is used: the one $COBBLE_PYTHON names, or else python3. */
export const python: string = process.env["COBBLE_PYTHON"] || "python3";

/** Whether that Python has the ops library. */
export async function hasOps(): Promise<boolean> {
  if (!Bun.which(python)) return false;
  const { code } = await runPython(["-c", "import ops"], {});
  return code === 0;
}

/** The names of the modules with tests, sorted. */
export async function findModules(): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^(test_\w+)\.py$/.exec(name)?.[1] ?? []).sort();
}

/**
 * Runs the tests of a module that have `text` in their names against the daemon at a socket.
 * @throws {Error} when Python ends otherwise than with a line for each test.
 */
export async function runModule(
  module: string,
  { socketPath, text }: { socketPath: string; text: string },
): Promise<readonly PythonTest[]> {
  const { code, stdout, stderr } = await runPython([join(folder, "run.py"), module, text], {
    COBBLE_SOCKET: socketPath,
  });
  if (code !== 0) throw new Error(`${python} ended with ${code}: ${stderr}`);
  // The lines are written by run.py beside this, so their form is known.
  return stdout.split("\n").flatMap((line) => (line ? [JSON.parse(line) as PythonTest] : []));
}

function runPython(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): ReturnType<typeof runCommand> {
  const own = {
    PATH: process.env["PATH"] ?? "",
    HOME: process.env["HOME"] ?? "/",
    PYTHONDONTWRITEBYTECODE: "1",
  };
  return runCommand([python, ...words], { cwd: folder, env: { ...own, ...env }, timeoutMs });
}
