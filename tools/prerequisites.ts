/** A program of the machine that some tests use, and what happens without it. */
interface Prerequisite {
  readonly isPresent: () => boolean;
  readonly absence: string;
}

const prerequisites: readonly Prerequisite[] = [
  {
    isPresent: () => Bun.which("redis-server") !== null,
    absence:
      "skipped: the example with the real redis-server, which is not on PATH (apt-get install redis-server)",
  },
  {
    isPresent: () => Bun.which("python3") !== null && hasOps(),
    absence: "skipped: conversations with the Python client ops, which is not installed (pip install ops)",
  },
  {
    isPresent: () => Bun.which("pebble") !== null,
    absence: "skipped: comparison with the reference, because no pebble is on PATH (optional)",
  },
  {
    isPresent: () => process.getuid?.() === 0,
    absence: "skipped: tests with other users, which only root can become",
  },
];

function hasOps(): boolean {
  return Bun.spawnSync([process.env["COBBLE_PYTHON"] ?? "python3", "-c", "import ops"]).exitCode === 0;
}

/** Prints a line for each thing that tests leave out on this machine, with the reason and how to get it. */
export function printAbsences(): void {
  for (const { isPresent, absence } of prerequisites) {
    if (!isPresent()) console.log(absence);
  }
}
