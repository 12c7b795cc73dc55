import { type CheckInfo, checkLevels } from "@cobble/wire";
import { checkData, failureLog } from "../checks.ts";
import { type CommandContext, defineCommand } from "../command.ts";
import { choiceFlag, formatFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";

/** How long the note in the Change column may be, in bytes. */
const maxNoteBytes = 70;

/** The text of a log line, without its time and level, on one line. */
const messageOf = (line: string): string =>
  line
    .replace(/^\S+ (?:INFO|ERROR) /, "")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "  ");

const shorten = (message: string, hint: string): string => {
  if (Buffer.byteLength(message) <= maxNoteBytes) return message;
  // No letter is cut in two: what is left of one at the end is not decoded as long as more may follow.
  const start = Buffer.from(message).subarray(0, maxNoteBytes - Buffer.byteLength(hint));
  return new TextDecoder().decode(start, { stream: true }) + hint;
};

/** The change of a check, and why it last failed. */
const describeChange = async (context: CommandContext, check: CheckInfo): Promise<string> => {
  const id = check["change-id"];
  if (id === undefined || id === "") return "-";
  const last = (await failureLog(await context.client(), check)).at(-1);
  if (last === undefined) return id;
  const hint = `... run "${context.program} tasks ${id}" for more`;
  return `${id} (${shorten(messageOf(last), hint)})`;
};

/** A check that does not run counts nothing. */
const countersOf = ({ status, successes = 0, failures = 0, threshold }: CheckInfo): readonly string[] =>
  status === "inactive" ? ["-", "-"] : [String(successes), `${failures}/${threshold}`];

const toTable = async (context: CommandContext, checks: readonly CheckInfo[]): Promise<string> => {
  const rows = await Promise.all(
    checks.map(async (check) => [
      check.name,
      check.level || "-",
      check.startup ?? "-",
      check.status,
      ...countersOf(check),
      await describeChange(context, check),
    ]),
  );
  return formatTable([["Check", "Level", "Startup", "Status", "Successes", "Failures", "Change"], ...rows]);
};

/** `checks`. */
export const command = defineCommand({
  name: "checks",
  summary: "Show how health checks are",
  description: "The checks command lists the named health checks, or all of them, and how they are.",
  flags: {
    format: formatFlag(["text", "json", "yaml"]),
    level: choiceFlag({ long: "level", help: "Only checks of this level" }, checkLevels),
  },
  args: [{ name: "<check>", count: "any", completes: "check" }],
  run: async (context, { flags, args }) => {
    const client = await context.client();
    const level = flags.level === undefined ? {} : { level: flags.level };
    const checks = await client.checks.list({ names: args, ...level });
    if (flags.format !== "text") {
      const byName = Object.fromEntries(checks.map((check) => [check.name, checkData(check)]));
      await printData(context, { format: flags.format, value: { checks: byName } });
    } else if (checks.length > 0) {
      context.stdout.write(await toTable(context, checks));
    } else {
      const isFiltered = args.length > 0 || flags.level !== undefined;
      context.stderr.write(isFiltered ? "No matching health checks.\n" : "Plan has no health checks.\n");
    }
    return 0;
  },
});
