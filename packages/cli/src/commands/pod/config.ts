import type { ConfigRow } from "@cobble/agent";
import { defineCommand } from "../../command.ts";
import { formatFlag, textsFlag } from "../../flags.ts";
import { formatTable } from "./table.ts";
import { splitWords } from "./words.ts";

const valueText = (value: unknown): string => {
  if (value === undefined) return "-";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
};

const printRows = (rows: readonly ConfigRow[]): string =>
  formatTable(
    ["Option", "Value", "Type", "Source", "Description"],
    rows.map((row) => [
      row.name,
      valueText(row.value),
      row.type,
      row.source,
      row.description.split("\n")[0] ?? "",
    ]),
  );

/** `cobble pod config`. */
export const command = defineCommand({
  name: "config",
  summary: "Show or change the charm's configuration",
  description:
    "The config command shows the charm's options, or sets those given as `name=value` and tells the charm.\n" +
    "Values are kept for the next time the pod is up.",
  flags: {
    format: formatFlag(["text", "json"]),
    reset: textsFlag({
      long: "reset",
      help: "Put an option back to its default; may be given several times",
    }),
  },
  args: [
    { name: "<folder>", count: "optional", completes: "local-directory" },
    { name: "<option=value>", count: "any" },
  ],
  run: async ({ env, stdout, stderr }, { flags, args }) => {
    const { names, assignments } = splitWords(args, { names: 1 });
    const { connectPod, findPod } = await import("@cobble/agent");
    const pod = connectPod(findPod({ podDir: names[0], env }));
    if (assignments.length === 0 && flags.reset.length === 0) {
      const rows = await pod.config();
      stdout.write(flags.format === "json" ? `${JSON.stringify(rows)}\n` : printRows(rows));
      return 0;
    }
    const set = Object.fromEntries(
      assignments.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
    );
    const { changed, notes } = await pod.setConfig({ set, reset: flags.reset });
    for (const note of notes) stderr.write(`${note}\n`);
    stdout.write(changed.length === 0 ? "nothing changed\n" : `changed ${changed.join(", ")}\n`);
    return 0;
  },
});
