import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** A program of the machine that some tests use, and what happens without it. */
interface Prerequisite {
  readonly isPresent: () => boolean;
  readonly absence: string;
}

/** A program that some tests talk to, and the Debian package that has it. */
const program = (tests: string, { name, from }: { name: string; from: string }): Prerequisite => ({
  isPresent: () => Bun.which(name) !== null,
  absence: `skipped: ${tests} with the real ${name}, which is not on PATH (apt-get install ${from})`,
});

const prerequisites: readonly Prerequisite[] = [
  program("the example", { name: "redis-server", from: "redis-server" }),
  program("log forwarding", { name: "rsyslogd", from: "rsyslog" }),
  program("metrics", { name: "promtool", from: "prometheus" }),
  program("certificates", { name: "openssl", from: "openssl" }),
  program("the API asked by schemathesis", { name: "socat", from: "socat" }),
  program("containers", { name: "podman", from: "podman buildah runc busybox-static" }),
  program("completion", { name: "zsh", from: "zsh" }),
  program("completion", { name: "fish", from: "fish" }),
  {
    isPresent: () => Bun.which("python3") !== null && hasOps(),
    absence: "skipped: conversations with the Python client ops, which is not installed (pip install ops)",
  },
  {
    isPresent: () => existsSync(join(dirname(process.env["COBBLE_PYTHON"] ?? ""), "schemathesis")),
    absence:
      "skipped: the API as schemathesis asks it, which is not beside COBBLE_PYTHON (pip install schemathesis)",
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
