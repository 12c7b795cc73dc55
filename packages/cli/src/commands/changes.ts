import type { ChangeInfo } from "@cobble/wire";
import { changeData, inOrder } from "../changes.ts";
import { defineCommand } from "../command.ts";
import { absTimeFlag, formatFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { formatTimeOf, type TimeStyle } from "../format/time.ts";
import { timeStyle } from "../format/time-style.ts";

const toTable = (changes: readonly ChangeInfo[], style: TimeStyle): string =>
  formatTable([
    ["ID", "Status", "Spawn", "Ready", "Summary"],
    ...changes.map((change) => [
      change.id,
      change.status,
      formatTimeOf(change["spawn-time"], style),
      formatTimeOf(change["ready-time"], style),
      change.summary,
    ]),
  ]);

/** `changes`. */
export const command = defineCommand({
  name: "changes",
  summary: "List what has been done lately",
  description:
    "The changes command lists what has been done lately, oldest first: starts, stops,\n" +
    "checks, commands. See `cobble tasks ID` for the steps of one.",
  flags: { absTime: absTimeFlag, format: formatFlag(["text", "json", "yaml"]) },
  args: [{ name: "<service>", count: "optional", completes: "service" }],
  run: async (context, { flags, args: [service] }) => {
    const filter = { select: "all", ...(service === undefined ? {} : { service }) } as const;
    const changes = inOrder(await (await context.client()).changes.list(filter));
    if (flags.format !== "text") {
      await printData(context, {
        format: flags.format,
        value: { changes: changes.map(changeData) },
        isEscaped: true,
      });
    } else if (changes.length > 0) {
      context.stdout.write(`${toTable(changes, await timeStyle(context, flags))}\n`);
    } else {
      context.stderr.write("no changes found\n");
    }
    return 0;
  },
});
