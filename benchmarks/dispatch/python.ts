/**
 * Finds the Python to measure: that of `COBBLE_PYTHON`, or `python3`, if it can import a module. What is on PATH may be a script that
 * looks for the right one first, and is not measured with it.
 * @returns the path of the interpreter itself; undefined, and says so, when there is none
 */
export function findPython(module: string): string | undefined {
  const program = process.env["COBBLE_PYTHON"] ?? "python3";
  const look = `import sys, ${module}; print(sys.executable)`;
  const { exitCode, stdout } = Bun.which(program)
    ? Bun.spawnSync([program, "-c", look], { stderr: "ignore" })
    : { exitCode: 1, stdout: "" };
  if (exitCode === 0) return stdout.toString().trim();
  console.log(`not measured: Python's ${module}: get it by pip install "ops[testing]==3.9.0"`);
  return undefined;
}
