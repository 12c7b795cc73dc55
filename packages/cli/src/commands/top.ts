import type { CommandContext } from "../command.ts";
import { defineCommand } from "../command.ts";
import { CommandError, UsageError } from "../errors.ts";
import { durationFlag, formatFlag, switchFlag } from "../flags.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { yamlTime } from "../format/yaml-time.ts";
import { columns } from "./top/columns.ts";
import { type Row, type Sample, takeSample } from "./top/sample.ts";

const defaultIntervalMs = 1000;

const toTable = (rows: readonly Row[]): string => {
  const shown = Object.values(columns);
  const cells = (row: Row): readonly string[] => shown.map(({ text }) => text(row) || "-");
  return formatTable([shown.map(({ title }) => title), ...rows.map(cells)]);
};

const rounded = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 10) / 10;

const toData = (row: Row) => ({
  current: row.current,
  pid: row.pid,
  "cpu-percent": rounded(row.cpuPercent),
  memory: row.memoryBytes,
  restarts: row.restarts,
  checks: row.checks,
  "uptime-ms": row.uptimeMs === undefined ? undefined : Math.round(row.uptimeMs),
  "last-log": row.lastLog || undefined,
});

const printOnce = async (
  context: CommandContext,
  sample: Sample,
  format: "text" | "json" | "yaml",
): Promise<number> => {
  if (format === "text" && sample.rows.length === 0) context.stderr.write("No matching services.\n");
  else if (format === "text") context.stdout.write(toTable(sample.rows));
  else {
    const value = {
      time: yamlTime(new Date(sample.timeMs).toISOString()),
      supervisor: {
        "cpu-percent": rounded(sample.supervisor.cpuPercent),
        memory: sample.supervisor.memoryBytes,
      },
      services: Object.fromEntries(sample.rows.map((row) => [row.name, toData(row)])),
    };
    await printData(context, { format, value });
  }
  return 0;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** `top`. */
export const command = defineCommand({
  name: "top",
  summary: "Show what services use, live",
  description:
    "The top command shows the named services, or all of them, with what they use:\n" +
    "processor time as a share of one processor, resident memory, restarts, checks,\n" +
    "uptime, and the last line of their output. The figures are those of all processes\n" +
    "of a service. q or Ctrl-C ends it; n, c, m and r order by name, CPU, memory and\n" +
    "restarts; the arrows scroll.\n" +
    "\n" +
    "With --once it looks twice, prints a plain table for scripts, and ends.",
  flags: {
    once: switchFlag({ long: "once", help: "Print one table, and end" }),
    intervalMs: durationFlag({
      long: "interval",
      help: "Time between two looks, as in `500ms` (default: 1s)",
    }),
    format: formatFlag(["text", "json", "yaml"]),
  },
  args: [{ name: "<service>", count: "any", completes: "service" }],
  run: async (context, { flags, args }) => {
    const intervalMs = flags.intervalMs ?? defaultIntervalMs;
    if (intervalMs <= 0) throw new UsageError("cannot look without a pause: --interval must be above zero");
    const client = await context.client();
    if (flags.once || flags.format !== "text") {
      const before = await client.system.stats(args);
      await pause(intervalMs);
      return printOnce(context, takeSample(await client.system.stats(args), before), flags.format);
    }
    if (!context.stdin.isTerminal || !context.stdout.isTerminal) {
      throw new CommandError("cannot show services live: there is no terminal; --once prints a table");
    }
    const { runLive } = await import("./top/live.ts");
    const terminal = await context.terminal();
    const ask = (signal: AbortSignal) => client.system.stats(args, { signal });
    return runLive(context, { terminal, intervalMs, ask });
  },
});
