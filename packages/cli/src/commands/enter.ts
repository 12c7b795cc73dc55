import { type Command, type CommandContext, defineCommand } from "../command.ts";
import { CommandError, UsageError } from "../errors.ts";
import { switchFlag } from "../flags.ts";
import { daemonFlags, isVerbose, runSupervisor } from "../supervisor.ts";

/**
 * What `enter` does around a command: `look` and `exec` end the daemon with it, `steer` leaves the daemon running when
 * the command succeeds; `none` needs no daemon.
 */
type Purpose = "none" | "look" | "exec" | "steer";

/** @source pebble 1.32, docs/reference/cli-commands.md: the subcommands of enter */
const purposes: Readonly<Record<string, Purpose>> = {
  help: "none",
  version: "look",
  plan: "look",
  services: "look",
  ls: "look",
  exec: "exec",
  start: "steer",
  stop: "steer",
};

/** A command to be run under `enter`. */
interface Subcommand {
  readonly command: Command;
  readonly purpose: Purpose;
  readonly words: readonly string[];
}

/**
 * Finds the command and looks at its words before anything is started.
 * @throws {UsageError} when there is no such command, its words are wrong, or it cannot be used here
 */
const findSubcommand = async (
  context: CommandContext,
  [name = "", ...words]: readonly string[],
): Promise<Subcommand> => {
  const loader = context.catalogue.find(name);
  if (loader === undefined) {
    throw new UsageError(`unknown command ${JSON.stringify(name)}, see '${context.program} help'`);
  }
  const { command } = await loader();
  command.check?.(words);
  const purpose = Object.hasOwn(purposes, name) ? purposes[name] : undefined;
  if (purpose === undefined) throw new CommandError(`enter: subcommand "${name}" is not supported`);
  return { command, purpose, words };
};

/** @source pebble 1.32, seen: enter with each of its flags before each subcommand */
const refuseFlags = (
  { command: { name }, purpose }: Subcommand,
  flags: { readonly run: boolean; readonly verbose: boolean },
): void => {
  const startsNothing = purpose === "none" || purpose === "look";
  if (flags.run && startsNothing)
    throw new CommandError(`enter: cannot provide --run before "${name}" subcommand`);
  if (!flags.run && name === "stop") throw new CommandError('enter: must use --run before "stop" subcommand');
  if (flags.verbose && purpose === "exec") {
    throw new CommandError(`enter: cannot provide -v/--verbose before "${name}" subcommand`);
  }
};

/** `enter`. */
export const command = defineCommand({
  name: "enter",
  summary: "Run the supervisor as the entry point of a container",
  description:
    "The enter command is for the entry point of a container. Alone, it is the same as\n" +
    "run. With one of these commands after it, it does that inside the supervisor that\n" +
    "it starts:\n\n" +
    "help, version, plan, services and ls start no services; the supervisor ends with\n" +
    "them, and keeps its log to itself without --verbose.\n\n" +
    "exec does the same, passes signals to its command, and gives its exit code. With\n" +
    "--run services are started first.\n\n" +
    "start and stop leave the supervisor running if they succeed; stop needs --run.\n\n" +
    "cobble enter --run exec -- python3 -m app migrate",
  flags: {
    ...daemonFlags,
    run: switchFlag({ long: "run", help: "Start services with `startup: enabled` before the subcommand" }),
  },
  args: [{ name: "<subcommand>", count: "any", completes: Object.keys(purposes) }],
  stopAtFirstArg: true,
  subcommands: "all",
  run: async (context, { flags, args }) => {
    if (args.length === 0) return runSupervisor(context, { flags, hold: flags.hold });
    const subcommand = await findSubcommand(context, args);
    refuseFlags(subcommand, flags);
    const { purpose, words } = subcommand;
    if (purpose === "none") return subcommand.command.execute(context, words);
    return runSupervisor(context, {
      flags,
      hold: !flags.run,
      // They are the command's, which the daemon ends with; so does the container.
      sharesSignals: purpose === "exec",
      isQuiet: purpose !== "steer" && !isVerbose(context, flags),
      whenStarted: async () => {
        const exitCode = await context.runToEnd(subcommand.command, words);
        return purpose === "steer" && exitCode === 0 ? undefined : exitCode;
      },
    });
  },
});
