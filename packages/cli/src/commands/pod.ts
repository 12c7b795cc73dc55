import { CobbleError } from "@cobble/wire";
import type { Command, CommandContext } from "../command.ts";
import { HelpRequested, UsageError } from "../errors.ts";
import { formatError } from "../format/error.ts";
import { formatPodHelp, formatPodOverview } from "./pod/help.ts";

const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  up: () => import("./pod/up.ts"),
  status: () => import("./pod/status.ts"),
  config: () => import("./pod/config.ts"),
  run: () => import("./pod/run.ts"),
  logs: () => import("./pod/logs.ts"),
  exec: () => import("./pod/exec.ts"),
  down: () => import("./pod/down.ts"),
};

/** What was given is wrong, before anything was done: a file, a value, a word of the command line. */
const inputKinds: readonly string[] = ["pod-input", "value", "usage"];
const wrongInput = 2;

const findSubcommand = async (name: string): Promise<Command> => {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load !== undefined) return (await load()).command;
  throw new UsageError(`unknown command "pod ${name}", known are ${Object.keys(commands).join(", ")}`);
};

const runSubcommand = async (
  command: Command,
  context: CommandContext,
  words: readonly string[],
): Promise<number> => {
  try {
    return await command.execute(context, words);
  } catch (error) {
    if (!(error instanceof HelpRequested)) throw error;
    context.stdout.write(formatPodHelp(command, context.program));
    return 0;
  }
};

const overview = async (context: CommandContext): Promise<number> => {
  const loaded = await Promise.all(Object.values(commands).map(async (load) => (await load()).command));
  context.stdout.write(formatPodOverview(loaded, context.program));
  return 0;
};

/** The local pod runner: each of its own commands is in a file of `pod/`. */
export const command: Command = {
  name: "pod",
  summary: "Run a charm and its workloads on this machine",
  description:
    "The pod command runs a charm and its workloads on this machine: `up` starts a pod and stays, the others\n" +
    "speak to one that is up. Without a folder they mean the current one if it holds a charm, or else the only\n" +
    "pod that is up.\n\n" +
    "Commands: up, status, config, run, logs, exec, down. `cobble pod COMMAND --help` tells about each.",
  flags: [],
  args: [{ name: "<command>" }, { name: "<argument>", count: "any" }],
  stopAtFirstArg: true,
  subcommands: commands,
  execute: async (context, [name, ...words]) => {
    if (name === undefined || name === "help") return overview(context);
    if (name === "-h" || name === "--help") throw new HelpRequested();
    try {
      return await runSubcommand(await findSubcommand(name), context, words);
    } catch (error) {
      if (!(error instanceof CobbleError) || !inputKinds.includes(error.kind)) throw error;
      context.stderr.write(formatError(error));
      return wrongInput;
    }
  },
};
