#!/usr/bin/env node
/**
 * Runs the Bun that `npm ci` brought, with the arguments given: `node tools/run-bun.js tools/build.ts`.
 * It is plain JavaScript because Node 20 cannot run TypeScript. With install scripts switched off the `bun` package holds only
 * a stub that prints an error, so the executable inside `@oven/bun-linux-*` is the second choice.
 */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cpuNames = { x64: "x64", arm64: "aarch64" };
const smallestRealBytes = 1_000_000;

/** The signals that are handed on to the child; SIGKILL cannot be. */
const passedSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"]);

/**
 * Finds a Bun executable that starts.
 *
 * @returns {string} its absolute path
 * @throws {Error} when this is not Linux on x64 or arm64, or `npm ci` was not run
 */
export function findBun() {
  const cpu = cpuNames[process.arch];
  if (process.platform !== "linux" || cpu === undefined) {
    throw new Error(
      `cannot run on ${process.platform} ${process.arch}: Cobble is built with Bun for Linux on x64 or arm64`,
    );
  }
  const modules = join(root, "node_modules");
  const places = [
    join(modules, "bun/bin/bun.exe"),
    join(modules, `@oven/bun-linux-${cpu}/bin/bun`),
    join(modules, `@oven/bun-linux-${cpu}-musl/bin/bun`),
  ];
  const found = places.find(isRealBun);
  if (found === undefined) {
    throw new Error("cannot find Bun in node_modules: run `npm ci` first");
  }
  return realpathSync(found);
}

/** @param {string} path */
function isRealBun(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.size < smallestRealBytes || !isElf(path)) {
    return false;
  }
  // A Bun for another libc is a file of the right form that does not start.
  return spawnSync(path, ["--version"], { stdio: "ignore", env: {} }).status === 0;
}

/** @param {string} path */
function isElf(path) {
  const file = openSync(path, "r");
  const start = Buffer.alloc(4);
  readSync(file, start, 0, 4, 0);
  closeSync(file);
  return start.toString("latin1") === "\x7fELF";
}

/**
 * Runs a program in the foreground: it gets the terminal and each signal this process gets, once.
 * Ends this process with the program's exit code, or with 128 + the number of the signal that ended it.
 *
 * @param {string} program
 * @param {readonly string[]} programArguments
 */
export function runInForeground(program, programArguments) {
  const child = spawn(program, programArguments, { stdio: "inherit" });
  for (const signal of passedSignals) {
    // A key typed at the terminal reaches the whole group, so the child already has it; a second one would mean "at once".
    const isFromKey = () => (signal === "SIGINT" || signal === "SIGQUIT") && isInForeground();
    process.on(signal, () => isFromKey() || child.kill(signal));
  }
  child.on("error", (error) => {
    console.error(`cannot start ${program}: ${error.message}`);
    process.exitCode = 126;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}

/** Whether this process group has a terminal, and is the one that gets its keys. */
function isInForeground() {
  // After the name, which may hold blanks and parentheses: state, parent, group, session, terminal, the terminal's group.
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return fields[2] === fields[5];
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    runInForeground(findBun(), process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
