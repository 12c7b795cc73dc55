import { join } from "node:path";

const options = {
  "hook-tool": ["-nostdlib", "-ffreestanding", "-fno-stack-protector", "-fno-tree-loop-distribute-patterns"],
  "run-program": [],
} as const;

/**
 * Compiles one of the programs of this folder, without anything that it would have to load when it starts.
 * @throws {Error} when there is no compiler of C, or it fails
 */
export function compile(program: keyof typeof options, output: string): void {
  const compiler = Bun.which("cc");
  if (compiler === null)
    throw new Error(`cannot compile ${program}.c: there is no cc on PATH; install a compiler of C`);
  const source = join(import.meta.dir, `${program}.c`);
  const { exitCode, stderr } = Bun.spawnSync([
    compiler,
    "-O2",
    "-static",
    ...options[program],
    "-o",
    output,
    source,
  ]);
  if (exitCode !== 0) throw new Error(`cannot compile ${program}.c: ${stderr.toString()}`);
}
