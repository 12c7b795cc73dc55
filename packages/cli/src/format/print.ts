import type { CommandContext } from "../command.ts";
import { formatEscapedJson, formatJson } from "./json.ts";
import type { YamlValue } from "./yaml.ts";

/** The formats of `--format` in which a program reads the result. */
export type DataFormat = "json" | "yaml";

/** Prints a result as data. YAML is loaded only when it is asked for. */
export const printData = async (
  context: CommandContext,
  data: {
    readonly format: DataFormat;
    readonly value: { readonly [key: string]: YamlValue };
    /** `<`, `>` and `&` are escaped in JSON. */
    readonly isEscaped?: boolean;
  },
): Promise<void> => {
  if (data.format === "json") {
    context.stdout.write(data.isEscaped ? formatEscapedJson(data.value) : formatJson(data.value));
    return;
  }
  const { formatYaml } = await import("./yaml.ts");
  context.stdout.write(formatYaml(data.value));
};
