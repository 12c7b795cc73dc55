import type { LayerReport } from "@cobble/daemon";
import { describeFindings, type Finding, layerSchema } from "@cobble/plan";
import { type CommandContext, defineCommand } from "../command.ts";
import { UsageError } from "../errors.ts";
import { formatFlag, switchFlag } from "../flags.ts";
import { printData } from "../format/print.ts";

/** Layers have faults; 1 would say that the command itself went wrong. */
const faulty = 2;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

const countOf = (report: LayerReport, severity: Finding["severity"]): number =>
  report.findings.filter((finding) => finding.severity === severity).length;

/** The last line: what there is, or how much is wrong with it. */
const summaryOf = (report: LayerReport): string => {
  const { layers, services, checks, logTargets } = report.counts;
  const errors = countOf(report, "error");
  const warnings = countOf(report, "warning");
  const told = warnings === 0 ? "" : `, ${count(warnings, "warning")}`;
  if (errors > 0) return `not valid: ${count(errors, "error")}${told}\n`;
  const parts = [
    count(layers, "layer"),
    count(services, "service"),
    count(checks, "check"),
    count(logTargets, "log target"),
  ];
  return `valid: ${parts.join(", ")}${told}\n`;
};

/** Whether to color: on a terminal that can, unless the user has said no. @see https://no-color.org */
const isColored = ({ stdout, env }: CommandContext): boolean =>
  stdout.isTerminal && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";

const printText = (context: CommandContext, report: LayerReport): void => {
  const { findings, sources } = report;
  const columns = context.stdout.isTerminal ? { columns: context.columns() } : {};
  const text = describeFindings(findings, { sources, color: isColored(context), ...columns });
  context.stdout.write(text + summaryOf(report));
};

const toData = ({ severity, file, line, column, path, message, hint, suggestion }: Finding) => ({
  severity,
  file,
  line: line === 0 ? undefined : line,
  column: line === 0 ? undefined : column,
  field: path === "" ? undefined : path,
  message,
  hint,
  suggestion,
});

const printJson = (context: CommandContext, report: LayerReport): Promise<void> => {
  const { layers, services, checks, logTargets } = report.counts;
  const value = {
    valid: countOf(report, "error") === 0,
    faults: report.findings.map(toData),
    layers,
    services,
    checks,
    "log-targets": logTargets,
  };
  return printData(context, { format: "json", value });
};

const inspect = async (context: CommandContext, paths: readonly string[]): Promise<LayerReport> => {
  const { inspectLayers, inspectPebbleDir } = await import("@cobble/daemon");
  return paths.length === 0 ? inspectPebbleDir(context.pebbleDir) : inspectLayers(paths);
};

const printSchema = (context: CommandContext, paths: readonly string[]): number => {
  if (paths.length > 0) throw new UsageError("cannot use --schema with layers to check");
  context.stdout.write(`${JSON.stringify(layerSchema(), undefined, 2)}\n`);
  return 0;
};

/** `validate`. */
export const command = defineCommand({
  name: "validate",
  summary: "Check layer files without running them",
  description:
    "The validate command reads layers and tells everything that is wrong with them:\n" +
    "file, line, column and field of each fault, and what was probably meant. It reads\n" +
    "the files and directories of layers that are named, lowest first, or what `cobble\n" +
    "run` would read. No supervisor is needed, and nothing is started.\n" +
    "\n" +
    "An error keeps `cobble run` from starting. A warning is for what is accepted but\n" +
    "surely not meant, such as a name that nothing has.\n" +
    "\n" +
    "With --schema it prints the JSON Schema of a layer file, by which editors complete and\n" +
    "check layers.\n" +
    "\n" +
    "It ends with 0 when there is no error, and with 2 when there is one, or when a file\n" +
    "cannot be read.",
  flags: {
    format: formatFlag(["text", "json"]),
    strict: switchFlag({ long: "strict", help: "End with 2 for warnings too" }),
    schema: switchFlag({ long: "schema", help: "Print the JSON Schema of a layer file instead" }),
  },
  args: [
    { name: "<path>", count: "any", help: "A layer file, or a directory of them", completes: "local-path" },
  ],
  run: async (context, { flags, args }) => {
    if (flags.schema) return printSchema(context, args);
    const report = await inspect(context, args);
    if (flags.format === "json") await printJson(context, report);
    else printText(context, report);
    const isFaulty = flags.strict ? report.findings.length > 0 : countOf(report, "error") > 0;
    return isFaulty ? faulty : 0;
  },
});
