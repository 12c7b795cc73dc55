/**
 * `npm start`: builds what is missing, then brings the first example up: `cobble pod up examples/01-snappass`.
 * Words after `npm start --` are handed on. The build is quiet unless it fails.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBun, runInForeground } from "./run-bun.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const executable = join(root, "dist/cobble");

/** @returns {boolean} whether everything is there */
function build() {
  const first = !existsSync(executable);
  if (first) {
    console.log("building (the first time this takes some seconds)");
  }
  const { status, stdout } = spawnSync(findBun(), [join(root, "tools/build.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (first || status !== 0) {
    process.stdout.write(stdout);
  }
  return status === 0;
}

try {
  if (build()) {
    process.chdir(root);
    runInForeground(executable, ["pod", "up", "examples/01-snappass", ...process.argv.slice(2)]);
  } else {
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
