import type { ReplanEntry, ReplanPreview } from "@cobble/wire";
import { type CommandContext, defineCommand } from "../command.ts";
import { UsageError } from "../errors.ts";
import { choiceFlag, switchFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { noWaitFlag, waitForChange } from "../wait-for-change.ts";

/** A line for each reason; the name, status and action stand on the first. */
const toRows = ({ name, current, action, reasons }: ReplanEntry): readonly (readonly string[])[] => {
  const [first = "-", ...others] = reasons.map(({ text }) => text);
  return [[name, current, action, first], ...others.map((text) => ["", "", "", text])];
};

const toTable = (title: string, entries: readonly ReplanEntry[]): string =>
  formatTable([[title, "Current", "Action", "Because"], ...entries.flatMap(toRows)]);

const toText = ({ services, checks }: ReplanPreview): string => {
  const tables = [
    ...(services.length === 0 ? [] : [toTable("Service", services)]),
    ...(checks.length === 0 ? [] : [toTable("Check", checks)]),
  ];
  return tables.join("\n");
};

const toData = ({ name, ...rest }: ReplanEntry) => [name, rest] as const;

const preview = async (context: CommandContext, format: "text" | "json" | "yaml"): Promise<number> => {
  const found = await (await context.client()).services.previewReplan();
  if (format !== "text") {
    const value = {
      services: Object.fromEntries(found.services.map(toData)),
      checks: Object.fromEntries(found.checks.map(toData)),
    };
    await printData(context, { format, value });
  } else if (found.services.length + found.checks.length === 0) {
    context.stderr.write("Plan has no services.\n");
  } else context.stdout.write(toText(found));
  return 0;
};

/** `replan`. */
export const command = defineCommand({
  name: "replan",
  summary: "Make what runs match the plan",
  description:
    "The replan command brings what runs in line with the plan: services whose\n" +
    "configuration has changed are restarted, and those with `startup: enabled`\n" +
    "are started. Services that have not changed are left alone.\n" +
    "\n" +
    "With --dry-run it only tells, and does nothing: what would be restarted,\n" +
    "started, stopped or kept, and because of which field or which other service.\n" +
    "Of environment variables and HTTP headers only the names are told.",
  flags: {
    noWait: noWaitFlag,
    dryRun: switchFlag({ long: "dry-run", help: "Tell what would be done, and why, and do nothing" }),
    format: choiceFlag({ long: "format", help: "With --dry-run: how to print it (default: text)" }, [
      "text",
      "json",
      "yaml",
    ]),
  },
  ignoredArgs: 1,
  run: async (context, { flags }) => {
    if (flags.dryRun) {
      if (flags.noWait)
        throw new UsageError("cannot use --no-wait with --dry-run: there is nothing to wait for");
      return preview(context, flags.format ?? "text");
    }
    if (flags.format !== undefined) throw new UsageError("cannot use --format without --dry-run");
    const changeId = await (await context.client()).services.replan();
    return waitForChange(context, { changeId, noWait: flags.noWait });
  },
});
