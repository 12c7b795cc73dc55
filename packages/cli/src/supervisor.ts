import type { RunOptions } from "@cobble/daemon";
import type { GivenIdentities } from "@cobble/wire";
import type { CommandContext } from "./command.ts";
import { CommandError } from "./errors.ts";
import { type FlagValues, switchFlag, textFlag, wordsFlag } from "./flags.ts";
import { version } from "./version.ts";

/** The arguments by service: the first word of each `--args` is its name. */
const argsByService = (lists: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> => {
  const byName = new Map<string, readonly string[]>();
  for (const [name, ...args] of lists) {
    if (name === undefined) throw new CommandError("--args requires a service name");
    if (byName.has(name))
      throw new CommandError(`--args provided more than once for ${JSON.stringify(name)} service`);
    byName.set(name, args);
  }
  return byName;
};

/** The identities of `--identities`; undefined when there is no such flag. */
const readSeed = async (
  context: CommandContext,
  path: string | undefined,
): Promise<GivenIdentities | undefined> => {
  if (path === undefined || path === "") return undefined;
  const { readIdentities } = await import("./identities.ts");
  try {
    return await readIdentities(context, path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`cannot read identities: ${reason}`, { cause: error });
  }
};

const addressHelp = 'as "<address>:port", for example ":4000" or "[::1]:4000"';

/** What a supervisor is started with: the flags that `run` and `enter` have in common. */
export const daemonFlags = {
  createDirs: switchFlag({ long: "create-dirs", help: "Make the directory $PEBBLE if it is missing" }),
  hold: switchFlag({ long: "hold", help: "Do not start services by itself" }),
  http: textFlag({ long: "http", help: `Answer over HTTP too, ${addressHelp}` }),
  https: textFlag({ long: "https", help: `Answer over HTTPS too, ${addressHelp}` }),
  verbose: switchFlag({
    short: "v",
    long: "verbose",
    help: "Copy what services write to standard output (or set PEBBLE_VERBOSE=1)",
  }),
  args: wordsFlag({ long: "args", completes: "service", help: "Arguments for a service" }),
  identities: textFlag({
    long: "identities",
    completes: "local-path",
    help: "Put the identities of this YAML file in place, as `update-identities --replace` does",
  }),
};

/** What of a daemon's options the flags do not say. */
export type DaemonLife = Pick<RunOptions, "hold" | "isQuiet" | "sharesSignals" | "whenStarted">;

/**
 * Runs a supervisor in this process until it ends.
 * @returns its exit code; 1 when it cannot start, and then the reason was printed
 * @source pebble 1.32, seen: why the daemon cannot run stands on a line of its own, without `error: `
 */
export const runSupervisor = async (
  context: CommandContext,
  { flags, ...life }: { readonly flags: FlagValues<typeof daemonFlags> } & DaemonLife,
): Promise<number> => {
  try {
    const args = argsByService(flags.args);
    const identities = await readSeed(context, flags.identities);
    const { runDaemon } = await import("@cobble/daemon");
    return await runDaemon({
      pebbleDir: context.pebbleDir,
      socketPath: context.socketPath,
      program: context.program,
      version: `v${version}`,
      createDirs: flags.createDirs,
      verbose: isVerbose(context, flags),
      http: flags.http,
      https: flags.https,
      args,
      identities,
      environment: context.env,
      ...life,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.stderr.write(`cannot run daemon: ${reason}\n`);
    return 1;
  }
};

/** Whether what services write, and what the daemon logs, is to be seen. */
export const isVerbose = (context: CommandContext, flags: { readonly verbose: boolean }): boolean =>
  flags.verbose || context.env["PEBBLE_VERBOSE"] === "1";
