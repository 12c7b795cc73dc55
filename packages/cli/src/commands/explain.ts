import type { Cause, ExplainedSetting, Explanation } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { formatFlag } from "../flags.ts";
import { plainLine } from "../format/plain-line.ts";
import { printData } from "../format/print.ts";
import { formatTable } from "../format/table.ts";
import { formatTimeOf, type TimeStyle } from "../format/time.ts";
import { timeStyle } from "../format/time-style.ts";
import type { YamlValue } from "../format/yaml.ts";
import { yamlTime } from "../format/yaml-time.ts";

/** The lines that a cause of kind `output` has; others have none. */
const outputOf = ({ kind, data }: Cause): readonly string[] => {
  const lines = kind === "output" ? data?.["lines"] : undefined;
  return Array.isArray(lines) ? lines.map(String) : [];
};

const causeLines = (cause: Cause): readonly string[] => {
  const output = outputOf(cause);
  if (output.length === 0) return [`  - ${plainLine(cause.text)}`];
  return ["  - wrote last:", ...output.map((line) => `        ${plainLine(line)}`)];
};

/** A layer file is known by its place in the directory of layers, others by their label. */
const placeOf = ({ layer, file, line }: ExplainedSetting): string => {
  if (layer === undefined) return "default";
  const name =
    file === undefined
      ? `layer ${layer}`
      : file.slice(file.lastIndexOf("/layers/") + 1).replace("layers/", "");
  return line === undefined ? name : `${name}:${line}`;
};

const settingsTable = (settings: readonly ExplainedSetting[]): string =>
  formatTable([
    ["Setting", "Set by", "Value"],
    ...settings.map((setting) => [
      setting.field,
      placeOf(setting),
      plainLine(setting.value ?? "(not shown)"),
    ]),
  ]);

const toText = (explanation: Explanation, style: TimeStyle): string => {
  const { service, startup, current, chain, settings } = explanation;
  const since = explanation["current-since"];
  const at = since === undefined ? "" : ` since ${formatTimeOf(since, style)}`;
  const lines = [
    `Service "${service}" (${startup}) is ${current}${at}. It:`,
    ...chain.flatMap(causeLines),
    "",
    "",
  ];
  return lines.join("\n") + settingsTable(settings);
};

// What a cause carries is any JSON, which is what a YamlValue is.
const causeData = ({ kind, text, data }: Cause) => ({ kind, text, data: data as YamlValue });

const toData = ({ service, startup, current, ...rest }: Explanation) => ({
  service,
  startup,
  current,
  "current-since": yamlTime(rest["current-since"]),
  summary: rest.summary,
  chain: rest.chain.map(causeData),
  settings: rest.settings,
});

/** `explain`. */
export const command = defineCommand({
  name: "explain",
  summary: "Tell why a service is in its state",
  description:
    "The explain command tells why a service is in its state: how its process ended,\n" +
    "what it wrote last, when it is started again, which check, dependency or change\n" +
    "is behind it, what is missing, and which layer and line set what matters.",
  flags: { format: formatFlag(["text", "json", "yaml"]) },
  args: [{ name: "<service>", completes: "service" }],
  run: async (context, { flags, args: [name = ""] }) => {
    const explanation = await (await context.client()).services.explain(name);
    if (flags.format !== "text") {
      await printData(context, { format: flags.format, value: toData(explanation) });
    } else context.stdout.write(toText(explanation, await timeStyle(context, { absTime: false })));
    return 0;
  },
});
