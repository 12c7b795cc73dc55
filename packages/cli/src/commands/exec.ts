import type { ExecOptions, ExecProcess } from "@cobble/client";
import { type CommandContext, defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { durationFlag, type FlagValues, integerFlag, switchFlag, textFlag, textsFlag } from "../flags.ts";
import type { Output, StopSignal, Terminal } from "../system.ts";

const flags = {
  workingDir: textFlag({ short: "w", completes: "remote-directory", help: "Directory to run in" }),
  env: textsFlag({ long: "env", help: "A variable to set, as FOO=bar (may be repeated)" }),
  uid: integerFlag({ long: "uid", help: "User to run as, by ID" }, "int"),
  user: textFlag({ long: "user", help: "User to run as, by name" }),
  gid: integerFlag({ long: "gid", help: "Group to run as, by ID" }, "int"),
  group: textFlag({ long: "group", help: "Group to run as, by name" }),
  timeoutMs: durationFlag({ long: "timeout", help: "Kill the command after this time, as in `10s`" }),
  serviceContext: textFlag({
    long: "context",
    completes: "service",
    help: "Run as this service would: its user, group, directory and environment",
  }),
  terminal: switchFlag({ short: "t", help: "Give the command a terminal (default on a terminal)" }),
  noTerminal: switchFlag({ short: "T", help: "Give the command no terminal" }),
  interactive: switchFlag({
    short: "i",
    help: "Connect the input to the command's terminal (default if input and output are a terminal)",
  }),
  notInteractive: switchFlag({ short: "I", help: "Connect the input by a pipe" }),
};

const environmentOf = (
  context: CommandContext,
  words: readonly string[],
): Readonly<Record<string, string>> => {
  const terminal = context.env["TERM"];
  const given = words.map((word) => {
    const at = word.indexOf("=");
    return at === -1 ? [word, ""] : [word.slice(0, at), word.slice(at + 1)];
  });
  return { ...(terminal === undefined ? {} : { TERM: terminal }), ...Object.fromEntries(given) };
};

const defined = <T extends object>(options: { readonly [K in keyof T]: T[K] | undefined }): T =>
  // Only absent keys are removed, and all keys of T are optional.
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;

/** What the command's terminal is, and ours; without flags it is as ours is. */
interface Terminals {
  readonly isTerminal: boolean;
  readonly isInteractive: boolean;
  /** Errors go another way than output here and have to come apart; where both go the same way, their order is kept. */
  readonly splitsErrors: boolean;
  /** Ours, when keys and sizes of it matter to the command's. */
  readonly local: Terminal | undefined;
}

/** @source pebble 1.32, seen: exec with each of these flags, on a terminal, on pipes, on files and with `2>&1` */
const findTerminals = async (
  context: CommandContext,
  values: FlagValues<typeof flags>,
): Promise<Terminals> => {
  if (values.terminal && values.noTerminal) throw new CommandError("cannot use -t and -T at the same time");
  if (values.interactive && values.notInteractive) {
    throw new CommandError("cannot use -i and -I at the same time");
  }
  const { stdin, stdout } = context;
  const isTerminal = values.terminal || (!values.noTerminal && stdout.isTerminal);
  const isOnTerminal = stdin.isTerminal && stdout.isTerminal;
  return {
    isTerminal,
    isInteractive: values.interactive || (!values.notInteractive && isOnTerminal),
    splitsErrors: !context.outputsAreOne(),
    local: isTerminal && (stdin.isTerminal || stdout.isTerminal) ? await context.terminal() : undefined,
  };
};

const optionsOf = (
  context: CommandContext,
  { values, terminals }: { readonly values: FlagValues<typeof flags>; readonly terminals: Terminals },
): ExecOptions => {
  const size = terminals.local?.size();
  return defined<ExecOptions>({
    serviceContext: values.serviceContext || undefined,
    environment: environmentOf(context, values.env),
    workingDir: values.workingDir || undefined,
    timeoutMs: values.timeoutMs,
    userId: values.uid,
    user: values.user || undefined,
    groupId: values.gid,
    group: values.group || undefined,
    terminal: terminals.isTerminal || undefined,
    interactive: terminals.isInteractive || undefined,
    splitStderr: terminals.splitsErrors,
    width: size?.columns,
    height: size?.rows,
  });
};

const forward = async (from: AsyncIterable<Uint8Array> | undefined, to: Output): Promise<void> => {
  for await (const chunk of from ?? []) to.write(chunk);
};

/** Sends the input to the command until either ends; that a command has ended before its input is no fault. */
const sendInput = async (context: CommandContext, process: ExecProcess): Promise<void> => {
  try {
    for await (const chunk of context.stdin.chunks()) await process.write(chunk);
    await process.endInput();
  } catch {
    // The command no longer reads, or has ended: its exit code says all that matters.
  }
};

/** Has keys typed here, and sizes that change, reach the command. @returns the function that ends that */
const join = (
  context: CommandContext,
  { local, process }: { readonly local: Terminal | undefined; readonly process: ExecProcess },
): (() => void) => {
  if (local === undefined) return () => undefined;
  // A size that cannot be delivered any more came too late to matter.
  const endResize = local.onResize(({ columns, rows }) => {
    process.resize(columns, rows).catch(() => undefined);
  });
  const restore = context.stdin.isTerminal ? local.makeRaw() : undefined;
  return () => {
    endResize();
    restore?.();
  };
};

/**
 * Signals that are the command's.
 * @source pebble 1.32, seen: each was sent to `exec`; others end it, or do nothing
 * @differs SIGABRT and SIGSEGV are passed there; here they end the program, as they do others
 */
const passedSignals: readonly StopSignal[] = [
  "SIGINT",
  "SIGTERM",
  "SIGQUIT",
  "SIGUSR1",
  "SIGUSR2",
  "SIGCONT",
  "SIGTSTP",
  "SIGTTIN",
  "SIGTTOU",
];

/** Signals on their way to the command. */
interface SignalPassing {
  /** From now on they are the command's: those that come before it has started wait for that. */
  readonly accepted: () => void;
  readonly started: (process: ExecProcess) => void;
  /** Settles with the exit code when there is nobody any more to whom the output could go. */
  readonly hungUp: Promise<number>;
  /** Gives them back. */
  readonly restore: () => void;
}

/** Passes signals to the command; at SIGHUP it is told, and left. */
const passSignals = (context: CommandContext): SignalPassing => {
  const { promise: process, resolve: started } = Promise.withResolvers<ExecProcess>();
  const { promise: hungUp, resolve: hangUp } = Promise.withResolvers<number>();
  // A signal that cannot be delivered any more came too late to matter.
  const pass = async (signal: StopSignal): Promise<void> =>
    (await process).sendSignal(signal).catch(() => undefined);
  const listening: (() => void)[] = [];
  const accepted = (): void => {
    const leave = async (): Promise<void> => {
      await pass("SIGHUP");
      // The terminal may be raw.
      context.stderr.write("SIGHUP received, exiting\r\n");
      hangUp(0);
    };
    listening.push(
      context.onSignals(passedSignals, (signal) => void pass(signal)),
      context.onSignals(["SIGHUP"], () => void leave()),
    );
  };
  const restore = (): void => {
    for (const end of listening.splice(0)) end();
  };
  return { accepted, started, hungUp, restore };
};

/** Takes the command's output to its end. @returns its exit code */
const finish = async (context: CommandContext, process: ExecProcess): Promise<number> => {
  await Promise.all([forward(process.stdout, context.stdout), forward(process.stderr, context.stderr)]);
  return process.wait();
};

/** Gives the command the inputs and outputs of this program. @returns its exit code */
const converse = async (
  context: CommandContext,
  options: {
    readonly process: ExecProcess;
    readonly local: Terminal | undefined;
    readonly hungUp: Promise<number>;
  },
): Promise<number> => {
  const { process, hungUp } = options;
  const leave = join(context, options);
  void sendInput(context, process);
  try {
    return await Promise.race([hungUp, finish(context, process)]);
  } finally {
    leave();
  }
};

/** `exec`. */
export const command = defineCommand({
  name: "exec",
  summary: "Run a command on the supervisor's side",
  description:
    "The exec command runs a command on the supervisor's side, with this program's input\n" +
    "and outputs, and ends with its exit code. Flags before the command are for exec; two\n" +
    "dashes may part them from the command:\n\ncobble exec --timeout 10s -- ls -l /etc",
  flags,
  args: [
    { name: "<command>", completes: "remote-path" },
    { name: "<args>", count: "any", completes: "remote-path" },
  ],
  stopAtFirstArg: true,
  run: async (context, parsed) => {
    const terminals = await findTerminals(context, parsed.flags);
    const options = optionsOf(context, { values: parsed.flags, terminals });
    const client = await context.client();
    const signals = passSignals(context);
    const { accepted: onAccepted } = signals;
    try {
      const process = await client.exec.start(parsed.args, { ...options, onAccepted });
      signals.started(process);
      const { hungUp } = signals;
      return await converse(context, { process, local: terminals.local, hungUp });
    } finally {
      signals.restore();
    }
  },
});
