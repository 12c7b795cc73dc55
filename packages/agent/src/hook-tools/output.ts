import { stringify } from "yaml";
import { HookToolError } from "../errors.ts";
import type { Arguments, FlagNames } from "./flags.ts";

/** The flags of every tool that prints a value. */
export const outputFlags: FlagNames = {
  format: { flag: "format", takes: "text" },
  o: { flag: "output", takes: "text" },
  output: { flag: "output", takes: "text" },
};

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const lines = (text: string): string => (text === "" ? "" : `${text}\n`);

const smart = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return lines(value);
  if (typeof value === "boolean") return value ? "True\n" : "False\n";
  if (isTextList(value)) return lines(value.join("\n"));
  return typeof value === "object" ? stringify(value) : `${String(value)}\n`;
};

/**
 * Prints a value in the format that the flags ask for: `smart` (a text as it is, a list a line each, the rest as YAML),
 * `yaml` or `json`.
 * @throws {HookToolError} with exit code 2 when there is no such format
 * @source Juju 3.6, reference/hook-command, the option --format
 */
export const printValue = (value: unknown, { flags }: Arguments): string => {
  const format = flags.get("format") ?? "smart";
  switch (format) {
    case "smart":
      return smart(value);
    case "json":
      return `${JSON.stringify(value ?? null)}\n`;
    case "yaml":
      return stringify(value ?? null);
    default:
      throw new HookToolError(
        `invalid value ${JSON.stringify(format)} for option --format: unknown format ${JSON.stringify(format)}`,
        2,
      );
  }
};
