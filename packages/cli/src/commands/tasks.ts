import type { Client } from "@cobble/client";
import type { ChangeInfo, TaskInfo } from "@cobble/wire";
import { changeData, inOrder } from "../changes.ts";
import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";
import { absTimeFlag, formatFlag, textFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { formatTimeOf, type TimeStyle } from "../format/time.ts";
import { timeStyle } from "../format/time-style.ts";

const ruler = ".".repeat(70);

const toTable = (tasks: readonly TaskInfo[], style: TimeStyle): string =>
  formatTable([
    ["Status", "Spawn", "Ready", "Summary"],
    ...tasks.map((task) => [
      task.status,
      formatTimeOf(task["spawn-time"], style),
      formatTimeOf(task["ready-time"], style),
      task.summary,
    ]),
  ]);

const logOf = ({ summary, log = [] }: TaskInfo): string =>
  log.length === 0 ? "" : `${ruler}\n${summary}\n\n${log.join("\n")}\n\n`;

/**
 * The last change of a kind.
 * @param kind `kind?` means that there may be none
 */
const findLast = async (client: Client, kind: string): Promise<ChangeInfo | undefined> => {
  const wanted = kind.replace(/\?$/, "");
  const changes = inOrder(await client.changes.list({ select: "all" }));
  const found = changes.findLast((change) => change.kind === wanted);
  if (found !== undefined || kind.endsWith("?")) return found;
  if (changes.length === 0) throw new CommandError("no changes found");
  throw new CommandError(`no changes of type ${JSON.stringify(wanted)} found`);
};

const find = async (
  client: () => Promise<Client>,
  wanted: { readonly id: string; readonly last: string },
): Promise<ChangeInfo | undefined> => {
  const { id, last } = wanted;
  if (id === "" && last === "") throw new CommandError("please provide change ID or type with --last=<type>");
  if (id !== "" && last !== "") throw new CommandError("cannot use change ID and type together");
  if (last !== "") return findLast(await client(), last);
  if (!/^[a-z0-9]+$/.test(id)) throw new CommandError(`invalid change ID ${JSON.stringify(id)}`);
  return (await client()).changes.get(id);
};

/** `tasks`. */
export const command = defineCommand({
  name: "tasks",
  summary: "List the steps of a change",
  description: "The tasks command lists the steps of one change, and what each of them had to say.",
  flags: {
    absTime: absTimeFlag,
    format: formatFlag(["text", "json", "yaml"]),
    last: textFlag({
      long: "last",
      completes: "change-kind",
      help: "The last change of this kind, as in `start`, instead of an ID; with a question mark at its end it is no error if there is none",
    }),
  },
  args: [{ name: "<change-id>", count: "optional", help: "ID of the change", completes: "change" }],
  ignoredArgs: Number.POSITIVE_INFINITY,
  run: async (context, { flags, args: [id = ""] }) => {
    const change = await find(context.client, { id, last: flags.last ?? "" });
    if (change === undefined) return 0;
    if (flags.format !== "text") {
      await printData(context, { format: flags.format, value: changeData(change), isEscaped: true });
      return 0;
    }
    const tasks = change.tasks ?? [];
    const table = toTable(tasks, await timeStyle(context, flags));
    context.stdout.write(`${table}\n${tasks.map(logOf).join("")}`);
    return 0;
  },
});
