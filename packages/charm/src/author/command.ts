import { parseArgs } from "node:util";
import { messageOf } from "../describe-error.ts";
import { UsageError } from "../errors.ts";
import type { ArchiveEntry } from "./archive.ts";
import type { AuthorFiles } from "./files.ts";

/** Runs a program to its end. @returns its exit code and what it wrote; undefined when there is no such program */
export type RunProgram = (
  command: readonly [string, ...string[]],
  options: { readonly cwd: string },
) => Promise<{ readonly exitCode: number; readonly output: string } | undefined>;

/** Writes a zip archive. @returns its size in bytes */
export type WriteArchive = (
  path: string,
  entries: readonly ArchiveEntry[],
  options: { readonly modified: Date },
) => Promise<number>;

/** What the commands of `cobble-charm` need of the world. */
export interface AuthorDeps {
  readonly files: AuthorFiles;
  /** The folder of the charm that `init` copies. */
  readonly template: string;
  /** The checkout of this project that the tool lies in; undefined when it was installed as a package. */
  readonly checkout: string | undefined;
  readonly run: RunProgram;
  readonly writeArchive: WriteArchive;
  /** Writes a line of result. */
  readonly print: (line: string) => void;
  /** Writes a line about what is wrong. */
  readonly printError: (line: string) => void;
  /** The machine's, as Juju names it: `amd64` or `arm64`. */
  readonly architecture: string;
  /** Milliseconds since 1970; what it says goes into archives. */
  readonly today: () => number;
  /** Settles when somebody asks the tool to end. */
  readonly interrupted: () => Promise<void>;
}

/** One command of the author's tool. */
export interface AuthorCommand {
  readonly name: string;
  /** How it is called, after the program's name. */
  readonly usage: string;
  readonly summary: string;
  /** Each flag with what it does; `=` and a word when it takes a value. */
  readonly flags: readonly AuthorFlag[];
  /** @returns the exit code: 0, or 1 when something is wrong that has been told */
  readonly execute: (args: AuthorArgs, deps: AuthorDeps) => Promise<0 | 1>;
}

/** A flag: `--watch`, or `--output=FOLDER`. */
export interface AuthorFlag {
  readonly name: string;
  /** What stands for its value in the help; absent when it takes none. */
  readonly value?: string;
  readonly summary: string;
}

/** What was given to a command. */
export interface AuthorArgs {
  /** The charm's folder. */
  readonly folder: string;
  /** Whether a flag without a value was given. */
  has(flag: string): boolean;
  /** The value of a flag that was given. */
  value(flag: string): string | undefined;
}

/**
 * Reads a command's arguments.
 * @throws {UsageError} when there is a flag that the command does not have, or more than one folder
 */
export const readArgs = (command: AuthorCommand, words: readonly string[]): AuthorArgs => {
  const options = Object.fromEntries(
    command.flags.map(({ name, value }) => [
      name,
      { type: value === undefined ? "boolean" : "string" } as const,
    ]),
  );
  const { values, positionals } = parseWords(command, { words, options });
  const [folder = ".", extra] = positionals;
  if (extra !== undefined) throw new UsageError(`cannot use ${JSON.stringify(extra)}: one folder is enough`);
  return {
    folder,
    has: (flag) => values[flag] === true,
    value: (flag) => {
      const value = values[flag];
      return typeof value === "string" ? value : undefined;
    },
  };
};

const parseWords = (
  { name }: AuthorCommand,
  config: {
    readonly words: readonly string[];
    readonly options: Readonly<Record<string, { readonly type: "boolean" | "string" }>>;
  },
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } => {
  try {
    const { words, options } = config;
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const reason = messageOf(cause);
    throw new UsageError(`cannot run ${name}: ${reason}; see cobble-charm ${name} --help`, { cause });
  }
};
