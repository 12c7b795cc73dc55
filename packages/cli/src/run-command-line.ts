import type { Client } from "@cobble/client";
import { looksLikeOption, parseArguments } from "./arguments.ts";
import type { Command, CommandContext } from "./command.ts";
import { CliError, HelpRequested, UsageError, VersionRequested } from "./errors.ts";
import { requestFlag } from "./flags.ts";
import { formatError } from "./format/error.ts";
import { catalogue } from "./registry.ts";
import type { System } from "./system.ts";
import { version } from "./version.ts";

/** How long reads wait for a socket that is not there yet. @source pebble 1.32, seen: services without a daemon */
const retryMs = 5000;

/** What a run of the program is made of. */
export interface Invocation {
  readonly system: System;
  /** The words after the program's name. */
  readonly words: readonly string[];
  /** The name that the program was called by. */
  readonly calledAs: string;
}

const makeContext = (invocation: Invocation): CommandContext => {
  const { system } = invocation;
  const pebbleDir = system.env["PEBBLE"] || "/var/lib/pebble/default";
  const socketPath = system.env["PEBBLE_SOCKET"] || `${pebbleDir}/.pebble.socket`;
  let client: Promise<Client> | undefined;
  let opened: Client | undefined;
  const openClient = async (): Promise<Client> => {
    const { createClient } = await import("@cobble/client");
    opened = createClient({ socketPath, retryMs });
    return opened;
  };
  const context: CommandContext = {
    ...system,
    program: invocation.calledAs === "pebble" ? "pebble" : "cobble",
    pebbleDir,
    socketPath,
    catalogue,
    client: () => {
      client ??= openClient();
      return client;
    },
    latestWarning: () => opened?.latestWarning(),
    runToEnd: (command, words) => toEnd(context, () => runCommand(command, context, words)),
  };
  return context;
};

const printHelp = async (context: CommandContext, words: readonly string[]): Promise<number> => {
  const { command } = await import("./commands/help.ts");
  return command.execute(context, words);
};

const runCommand = async (command: Command, context: CommandContext, words: readonly string[]) => {
  try {
    return await command.execute(context, words);
  } catch (error) {
    if (error instanceof HelpRequested) return printHelp(context, [command.name]);
    throw error;
  }
};

/** The flags that may stand in place of a command. */
const ownFlags = {
  flags: {
    version: requestFlag({ long: "version", help: "Print the version" }, () => new VersionRequested()),
  },
};

/** What the first word asks for, when it is no command: each flag that may stand there is a request. */
const obeyFlags = (context: CommandContext, words: readonly string[]): number | Promise<number> => {
  try {
    parseArguments(ownFlags, words);
  } catch (error) {
    if (error instanceof HelpRequested) return printHelp(context, []);
    if (!(error instanceof VersionRequested)) throw error;
  }
  context.stdout.write(`v${version}\n`);
  return 0;
};

const dispatch = async (context: CommandContext, words: readonly string[]): Promise<number> => {
  const [name, ...rest] = words;
  const isLoneDash = name === "--" && rest.length === 0;
  if (name === undefined || isLoneDash) return printHelp(context, []);
  const loader = context.catalogue.find(name);
  if (loader !== undefined) return runCommand((await loader()).command, context, rest);
  if (looksLikeOption(name)) return obeyFlags(context, words);
  throw new UsageError(`unknown command ${JSON.stringify(name)}, see '${context.program} help'`);
};

/** What the supervisor says is laid out for the terminal; what this program says stands as it is. */
const describe = async (error: unknown, context: CommandContext): Promise<string> => {
  // The client is loaded only for errors that may be its own.
  if (error instanceof CliError) return formatError(error);
  const { APIError, ChangeError, PathError } = await import("@cobble/client");
  // The logs of its tasks are for programs: `tasks` shows them.
  if (error instanceof ChangeError) return formatError(error.err);
  const isAnswer = error instanceof APIError || error instanceof PathError;
  return formatError(error, isAnswer ? { columns: context.columns() } : {});
};

/**
 * Tells that there are warnings that have not been listed yet.
 * @source pebble 1.32, seen: after each command that asked the supervisor and ended without an error
 */
const tellOfWarnings = async (context: CommandContext): Promise<void> => {
  const latest = context.latestWarning();
  if (latest === undefined) return;
  const { readListings } = await import("./remembered-listings.ts");
  const { warningsListed, warningsOkayed } = await readListings(context);
  const { isAfter } = await import("./listings.ts");
  if (!isAfter(latest, warningsListed) || !isAfter(latest, warningsOkayed)) return;
  context.stderr.write(`WARNING: There are new warnings. See '${context.program} warnings'.\n`);
};

/** Prints what went wrong, if anything did; that ends a command with 1. */
const toEnd = async (context: CommandContext, act: () => Promise<number>): Promise<number> => {
  try {
    return await act();
  } catch (error) {
    context.stderr.write(await describe(error, context));
    return 1;
  }
};

/**
 * Runs one command line to its end and prints what went wrong, if anything did.
 * @returns the exit code
 */
export const runCommandLine = (invocation: Invocation): Promise<number> => {
  const context = makeContext(invocation);
  return toEnd(context, async () => {
    const exitCode = await dispatch(context, invocation.words);
    await tellOfWarnings(context);
    return exitCode;
  });
};
