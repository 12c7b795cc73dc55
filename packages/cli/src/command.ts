import type { Client } from "@cobble/client";
import { type Argument, parseArguments } from "./arguments.ts";
import type { Flag, FlagValues } from "./flags.ts";
import type { System } from "./system.ts";

/** What a command gets to work with: everything that it may touch outside itself. */
export interface CommandContext extends System {
  /** `cobble`, or `pebble` when the executable is called by that name; it appears in texts. */
  readonly program: string;
  /** Where the supervisor keeps its layers and state: `$PEBBLE`, or `/var/lib/pebble/default`. */
  readonly pebbleDir: string;
  /** The supervisor's socket: `$PEBBLE_SOCKET`, or `.pebble.socket` in the directory. */
  readonly socketPath: string;
  /** The client for {@link socketPath}, made at the first call; reads wait up to 5 s for the socket. */
  readonly client: () => Promise<Client>;
  readonly catalogue: CommandCatalogue;
  /** When the newest warning last repeated, if the supervisor was asked anything and has one. */
  readonly latestWarning: () => string | undefined;
  /** Runs another command to its end, prints its error if it has one, and gives its exit code. */
  readonly runToEnd: (command: Command, words: readonly string[]) => Promise<number>;
}

/** One word of the command line. The registry names its file, which is loaded when the word is used. */
export interface Command {
  readonly name: string;
  /** One line for `help --all`. */
  readonly summary: string;
  /**
   * Paragraphs for `help NAME`, parted by empty lines; they are laid out for 80 columns. One that begins with `cobble `
   * or a space is an example and stands as it is. `cobble` is replaced by the program's name.
   */
  readonly description: string;
  readonly flags: readonly Flag<unknown>[];
  readonly args: readonly Argument[];
  /** Everything from the first argument on is an argument, flags too. */
  readonly stopAtFirstArg?: boolean;
  /** The first argument is the name of one of these, and what follows are its words; "all" are those of the program. */
  readonly subcommands?: Readonly<Record<string, CommandLoader>> | "all";
  /**
   * Looks at the words that follow its name, and does nothing else. Absent where they are not known before it runs.
   * @throws {UsageError} when they do not fit
   */
  readonly check?: (words: readonly string[]) => void;
  /**
   * Runs the command on the words that follow its name.
   * @returns the exit code
   * @throws {Error} any error is printed as `error: MESSAGE` and ends the program with 1
   */
  readonly execute: (context: CommandContext, words: readonly string[]) => Promise<number>;
}

/** Where a command's file is: it is loaded when the command is used, so that the others cost nothing. */
export type CommandLoader = () => Promise<{ readonly command: Command }>;

/** Commands that belong together in the help. */
export interface CommandGroup {
  readonly title: string;
  /** What they are for, in a few words. */
  readonly about: string;
  readonly commands: Readonly<Record<string, CommandLoader>>;
}

/** The commands that there are. */
export interface CommandCatalogue {
  /** Those that the help lists, in its order. */
  readonly groups: readonly CommandGroup[];
  /** The file of the command with that name, listed or not; `undefined` when there is none. */
  readonly find: (name: string) => CommandLoader | undefined;
}

/** What a command was called with: `flags` has one value per flag of the command, under the same key. */
export interface ParsedArgs<F extends Readonly<Record<string, Flag<unknown>>>> {
  readonly flags: FlagValues<F>;
  readonly args: readonly string[];
}

/** A command whose words are split into flags and arguments before it runs. */
export interface CommandSpec<F extends Readonly<Record<string, Flag<unknown>>>> {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly flags: F;
  readonly args?: readonly Argument[];
  /** How many words after the arguments are accepted and ignored, as the reference does for `replan` and `tasks`. */
  readonly ignoredArgs?: number;
  /** Everything from the first argument on is an argument, flags too, as in `exec ls -l`. */
  readonly stopAtFirstArg?: boolean;
  /** Commands that the first argument names. */
  readonly subcommands?: NonNullable<Command["subcommands"]>;
  readonly run: (context: CommandContext, parsed: ParsedArgs<F>) => Promise<number> | number;
}

/**
 * Makes a {@link Command} of a spec: its flags and arguments are parsed and checked first.
 * @example
 * export const command = defineCommand({
 *   name: "hello",
 *   summary: "Greet somebody",
 *   description: "The hello command greets somebody.",
 *   flags: { loud: switchFlag({ long: "loud", help: "In capitals" }) },
 *   args: [{ name: "<who>" }],
 *   run: ({ stdout }, { flags, args: [who = ""] }) => {
 *     stdout.write(`hello ${flags.loud ? who.toUpperCase() : who}\n`);
 *     return 0;
 *   },
 * });
 */
export const defineCommand = <const F extends Readonly<Record<string, Flag<unknown>>>>(
  spec: CommandSpec<F>,
): Command => ({
  name: spec.name,
  summary: spec.summary,
  description: spec.description,
  flags: Object.values(spec.flags),
  args: spec.args ?? [],
  ...(spec.stopAtFirstArg === undefined ? {} : { stopAtFirstArg: spec.stopAtFirstArg }),
  ...(spec.subcommands === undefined ? {} : { subcommands: spec.subcommands }),
  check: (words) => void parseArguments(spec, words),
  execute: async (context, words) => spec.run(context, parseArguments(spec, words)),
});
