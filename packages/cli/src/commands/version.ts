import { type CommandContext, defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { formatFlag, switchFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { version } from "../version.ts";

const clientVersion = `v${version}`;

/** The supervisor's version. */
const askServer = async (context: CommandContext): Promise<string> =>
  (await (await context.client()).system.info()).version;

/** Without a supervisor the text shows a dash, as the reference's does. */
const printText = async (context: CommandContext): Promise<number> => {
  // That there is no supervisor to ask is an answer here and not a failure.
  const server = await askServer(context).catch(() => "-");
  context.stdout.write(`client  ${clientVersion}\nserver  ${server}\n`);
  return 0;
};

/** `version`. */
export const command = defineCommand({
  name: "version",
  summary: "Show the versions of this program and of the supervisor",
  description: "The version command shows the version of this program and of the supervisor that runs.",
  flags: {
    format: formatFlag(["text", "json", "yaml"]),
    client: switchFlag({ long: "client", help: "Only of this program; asks nobody" }),
  },
  run: async (context, { flags }) => {
    const { format } = flags;
    if (flags.client && format === "text") {
      context.stdout.write(`${clientVersion}\n`);
      return 0;
    }
    if (format === "text") return printText(context);
    if (flags.client) {
      await printData(context, { format, value: { client: clientVersion } });
      return 0;
    }
    try {
      const server = await askServer(context);
      await printData(context, { format, value: { client: clientVersion, server } });
      return 0;
    } catch (error) {
      await printData(context, { format, value: { client: clientVersion } });
      const reason = error instanceof Error ? error.message : String(error);
      throw new CommandError(`cannot obtain system details: ${reason}`, { cause: error });
    }
  },
});
