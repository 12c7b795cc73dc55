import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How to call the program that this is part of. */
export interface Executable {
  /** The words before its arguments: one when compiled, Bun and a file when run from sources. */
  readonly command: readonly [string, ...string[]];
  /** The words that run a TypeScript file with Bun. */
  readonly bun: readonly [string, ...string[]];
  /** What the environment of {@link bun} needs besides. */
  readonly bunEnvironment: Readonly<Record<string, string>>;
}

/** The variable that makes the compiled executable behave as Bun; without it, Bun's own is not heard. */
const bunVariable = "COBBLE_BUN";

/** How to call the program that runs now, compiled or from sources. */
export const currentExecutable = (): Executable => {
  const bun = [process.execPath] as const;
  // Bun keeps the files of a compiled program under this name.
  const isCompiled = Bun.main.startsWith("/$bunfs/");
  return isCompiled
    ? { command: bun, bun, bunEnvironment: { [bunVariable]: "1" } }
    : { command: [...bun, Bun.main], bun, bunEnvironment: {} };
};

/** What the executable is called. */
const programNames = ["cobble", "pebble"] as const;

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

const script = (lines: readonly string[]): string => `${["#!/bin/sh", ...lines].join("\n")}\n`;

const writeScript = (file: string, lines: readonly string[]): void => {
  writeFileSync(file, script(lines), { mode: 0o755 });
  chmodSync(file, 0o755);
};

/** Fills a folder with the executable under the names that services look for. */
export const writeExecutables = (dir: string, executable: Executable): void => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const [program, ...words] = executable.command;
  for (const name of programNames) {
    if (words.length === 0) symlinkSync(program, join(dir, name));
    else writeScript(join(dir, name), [`exec ${executable.command.map(quote).join(" ")} "$@"`]);
  }
};

/**
 * Fills a folder with the programs for a charm's hooks: the hook tools, which are one shell script under many names, and
 * the executable. All take back what makes the charm run with Bun, or they would run with it, too.
 * @param options.binDir the folder that {@link writeExecutables} has filled
 */
export const writeHookTools = (
  dir: string,
  options: {
    readonly executable: Executable;
    readonly tools: Iterable<string>;
    readonly binDir: string;
  },
): void => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const unset = Object.keys(options.executable.bunEnvironment).map((name) => `unset ${name}`);
  const call = options.executable.command.map(quote).join(" ");
  writeScript(join(dir, ".hook-tool"), [...unset, `exec ${call} hook-tool "\${0##*/}" "$@"`]);
  for (const tool of options.tools) symlinkSync(".hook-tool", join(dir, tool));
  for (const name of programNames) {
    writeScript(join(dir, name), [...unset, `exec ${quote(join(options.binDir, name))} "$@"`]);
  }
};
