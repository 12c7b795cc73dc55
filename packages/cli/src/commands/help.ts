import { type CommandContext, defineCommand } from "../command.ts";
import { CommandError, UsageError } from "../errors.ts";
import { switchFlag } from "../flags.ts";
import { formatAllCommands, formatCommandHelp, formatOverview } from "../format/help.ts";

const explainAll = async (context: CommandContext): Promise<string> => {
  const groups = await Promise.all(
    context.catalogue.groups.map(async ({ title, about, commands }) => {
      const loaded = await Promise.all(Object.values(commands).map((load) => load()));
      return { title, about, commands: loaded.map(({ command: each }) => each) };
    }),
  );
  return formatAllCommands(groups, context.program);
};

const explain = async (context: CommandContext, words: readonly string[]): Promise<string> => {
  const [name = "", extra] = words;
  const load = context.catalogue.find(name);
  if (load === undefined) {
    throw new UsageError(`unknown command ${JSON.stringify(name)}, see '${context.program} help'`);
  }
  if (extra !== undefined) {
    throw new UsageError(`unknown command ${JSON.stringify(extra)}, see '${context.program} help ${name}'`);
  }
  return formatCommandHelp((await load()).command, context.program);
};

/** `help`. */
export const command = defineCommand({
  name: "help",
  summary: "Explain the program, or one command",
  description: "The help command explains the program, or one command.",
  flags: { all: switchFlag({ long: "all", help: "A line about each command" }) },
  args: [{ name: "<command>", count: "any", completes: "command" }],
  run: async (context, { flags, args }) => {
    if (flags.all && args.length > 0) {
      throw new CommandError("help accepts a command, or '--all', but not both");
    }
    if (flags.all) context.stdout.write(await explainAll(context));
    else if (args.length > 0) context.stdout.write(await explain(context, args));
    else context.stdout.write(formatOverview(context.catalogue.groups, context.program));
    return 0;
  },
});
