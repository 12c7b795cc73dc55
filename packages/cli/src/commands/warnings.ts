import type { Client, NoticeFilter } from "@cobble/client";
import { type Notice, parseDurationMs } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { absTimeFlag, choiceFlag, formatFlag, switchFlag } from "../flags.ts";
import { foldText } from "../format/paragraph.ts";
import { printData } from "../format/print.ts";
import { formatSpan } from "../format/span.ts";
import { formatTimeOf, type TimeStyle } from "../format/time.ts";
import { timeStyle } from "../format/time-style.ts";
import { never } from "../listings.ts";
import { noticeData } from "../notices.ts";
import { readListings, rememberListings } from "../remembered-listings.ts";

/** However wide the terminal is, lines are no longer than this. @source pebble 1.32, seen on one of 120 columns */
const maxColumns = 100;

const spanOf = (duration: string | undefined): string => {
  const seconds = duration === undefined ? 0 : parseDurationMs(duration) / 1000;
  return formatSpan(seconds).padStart(5);
};

const describe = (
  warning: Notice,
  options: { readonly style: TimeStyle; readonly verbose: boolean; readonly columns: number },
): string => {
  const time = (name: "first-occurred" | "last-occurred" | "last-repeated"): string =>
    formatTimeOf(warning[name], options.style);
  const facts = options.verbose
    ? [
        `first-occurrence:  ${time("first-occurred")}`,
        `last-occurrence:   ${time("last-occurred")}`,
        `last-repeated:     ${time("last-repeated")}`,
        `repeats-after:     ${spanOf(warning["repeat-after"])}`,
        `expires-after:     ${spanOf(warning["expire-after"])}`,
      ]
    : [`last-occurrence:  ${time("last-occurred")}`];
  const text = foldText(warning.key, { width: Math.min(options.columns, maxColumns) - 2, indent: "  " });
  return `${facts.join("\n")}\nwarning: |\n${text}`;
};

/** @source pebble 1.32, seen: without a daemon, and where access is denied */
const listWarnings = async (
  client: Client,
  since: Pick<NoticeFilter, "after">,
): Promise<readonly Notice[]> => {
  try {
    return await client.notices.list({ types: ["warning"], ...since });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`cannot get notices: ${reason}`, { cause: error });
  }
};

/** `warnings`. */
export const command = defineCommand({
  name: "warnings",
  summary: "List warnings",
  description:
    "The warnings command lists what the supervisor warns of and was not acknowledged\n" +
    "with `cobble okay` since it last repeated. Warnings are forgotten after some days.",
  flags: {
    all: switchFlag({ long: "all", help: "Those that were acknowledged, too" }),
    absTime: absTimeFlag,
    format: formatFlag(["text", "json", "yaml"]),
    unicode: choiceFlag({ long: "unicode", help: "Accepted, and without effect" }, [
      "auto",
      "never",
      "always",
    ]),
    verbose: switchFlag({ long: "verbose", help: "All times of each (in text)" }),
  },
  run: async (context, { flags }) => {
    const { warningsOkayed } = await readListings(context);
    const isFirst = warningsOkayed === never;
    const client = await context.client();
    const warnings = await listWarnings(client, flags.all || isFirst ? {} : { after: warningsOkayed });
    const last = warnings.at(-1)?.["last-repeated"];
    if (last !== undefined) await rememberListings(context, { warningsListed: last });
    if (flags.format !== "text") {
      await printData(context, {
        format: flags.format,
        value: { warnings: warnings.map(noticeData) },
        isEscaped: true,
      });
    } else if (warnings.length === 0) {
      context.stderr.write(isFirst ? "No warnings.\n" : "No further warnings.\n");
    } else {
      const style = await timeStyle(context, flags);
      const columns = context.columns();
      const told = warnings.map((warning) => describe(warning, { style, columns, verbose: flags.verbose }));
      context.stdout.write(told.join("---\n"));
    }
    return 0;
  },
});
