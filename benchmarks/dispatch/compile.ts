import { join } from "node:path";

/**
 * Compiles one of the programs of this folder, without anything that it would have to load when it starts.
 * @throws {Error} when there is no compiler of C, or it fails
 */
export function compile(program: "hook-tool" | "run-program", output: string): void {
  const compiler = Bun.which("cc");
  if (compiler === null)
    throw new Error(`cannot compile ${program}.c: there is no cc on PATH; install a compiler of C`);
  const source = join(import.meta.dir, `${program}.c`);
  const { exitCode, stderr } = Bun.spawnSync([compiler, "-O2", "-static", "-o", output, source]);
  if (exitCode !== 0) throw new Error(`cannot compile ${program}.c: ${stderr.toString()}`);
}
