import type { CallOptions } from "@cobble/client";
import type { LogEntry } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { UsageError } from "../errors.ts";
import { formatFlag, switchFlag, textFlag } from "../flags.ts";
import { formatJson } from "../format/json.ts";
import { interruptible } from "../interrupt.ts";

const defaultLines = 30;

/** What the reference takes for a number is smaller. */
const maxCount = 2 ** 63;

const parseCount = (text: string | undefined): number | "all" => {
  if (text === undefined || text === "") return defaultLines;
  if (text === "all") return "all";
  const count = /^[+]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (count < maxCount) return count;
  throw new UsageError(`expected n to be a non-negative integer or "all", not ${JSON.stringify(text)}`);
};

const formatText = ({ time, service, message }: LogEntry): string => `${time} [${service}] ${message}\n`;

const formatLine = ({ time, service, message }: LogEntry): string => formatJson({ time, service, message });

/** `logs`. */
export const command = defineCommand({
  name: "logs",
  summary: "Show what services have written",
  description:
    "The logs command prints the last lines that the named services, or all of them,\n" +
    "have written to their output, oldest first. With --follow it goes on with each\n" +
    "new line until Ctrl-C.",
  flags: {
    follow: switchFlag({ short: "f", long: "follow", help: "Go on with new lines as they come" }),
    count: textFlag({ short: "n", help: "How many lines to begin with, or `all` (default: 30)" }),
    format: formatFlag(["text", "json"]),
  },
  args: [{ name: "<service>", count: "any", completes: "service" }],
  run: async (context, { flags, args }) => {
    const n = parseCount(flags.count);
    const format = flags.format === "json" ? formatLine : formatText;
    const query = { services: args, follow: flags.follow, ...(n === 0 ? {} : { n }) };
    const client = await context.client();
    const print = async (options: CallOptions): Promise<void> => {
      // A run at a time: a write for each line would make a busy service's follower lose most of them.
      for await (const entries of client.logs.readRuns(query, options)) {
        context.stdout.write(entries.map(format).join(""));
      }
    };
    // Ctrl-C is the way to end a follow, and no error once the supervisor has answered.
    await (flags.follow ? interruptible(context, print) : print({}));
    return 0;
  },
});
