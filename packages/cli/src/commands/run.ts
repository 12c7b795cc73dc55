import { type CommandContext, defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { switchFlag, textFlag, wordsFlag } from "../flags.ts";
import { version } from "../version.ts";

/** The arguments by service: the first word of each `--args` is its name. */
const argsByService = (lists: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> => {
  const byName = new Map<string, readonly string[]>();
  for (const [name, ...args] of lists) {
    if (name === undefined) throw new CommandError("--args requires a service name");
    if (byName.has(name)) throw new CommandError(`--args has service ${JSON.stringify(name)} more than once`);
    byName.set(name, args);
  }
  return byName;
};

const refuse = (flag: string, value: string | undefined): void => {
  if (value === undefined || value === "") return;
  throw new CommandError(`--${flag} is not available in this build`);
};

const printFailure = (context: CommandContext, error: unknown): number => {
  const reason = error instanceof Error ? error.message : String(error);
  context.stderr.write(`cannot run daemon: ${reason}\n`);
  return 1;
};

const addressHelp = 'as "<address>:port", for example ":4000" or "[::1]:4000"';

/**
 * `run`.
 * @source pebble 1.32, seen: why the daemon cannot run stands on a line of its own, without `error: `
 */
export const command = defineCommand({
  name: "run",
  summary: "Run the supervisor",
  description:
    "The run command starts the supervisor: it reads the layers, answers on its socket,\n" +
    "and starts the services that have `startup: enabled`. It ends at SIGTERM or Ctrl-C,\n" +
    "after it has stopped them.\n\n" +
    "Arguments for a service come after --args and its name, up to a `;`. They take the\n" +
    "place of the part of its command in brackets, or are added to it:\n\n" +
    "cobble run --args web --port 8080 \\; --hold",
  flags: {
    createDirs: switchFlag({ long: "create-dirs", help: "Make the directory $PEBBLE if it is missing" }),
    hold: switchFlag({ long: "hold", help: "Do not start services by itself" }),
    http: textFlag({ long: "http", help: `Answer over HTTP too, ${addressHelp}` }),
    https: textFlag({ long: "https", help: `Answer over HTTPS too, ${addressHelp}` }),
    verbose: switchFlag({
      short: "v",
      long: "verbose",
      help: "Copy what services write to standard output (or set PEBBLE_VERBOSE=1)",
    }),
    args: wordsFlag({ long: "args", help: "Arguments for a service" }),
    identities: textFlag({ long: "identities", help: "Read identities from this YAML file at the start" }),
  },
  run: async (context, { flags }) => {
    try {
      refuse("https", flags.https);
      refuse("identities", flags.identities);
      const args = argsByService(flags.args);
      const { runDaemon } = await import("@cobble/daemon");
      return await runDaemon({
        pebbleDir: context.pebbleDir,
        socketPath: context.socketPath,
        program: context.program,
        version: `v${version}`,
        hold: flags.hold,
        createDirs: flags.createDirs,
        verbose: flags.verbose || context.env["PEBBLE_VERBOSE"] === "1",
        http: flags.http,
        args,
        environment: context.env,
      });
    } catch (error) {
      return printFailure(context, error);
    }
  },
});
