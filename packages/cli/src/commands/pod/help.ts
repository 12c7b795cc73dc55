import type { Argument } from "../../arguments.ts";
import type { Command } from "../../command.ts";
import { flagName } from "../../flags.ts";

const usage = ({ name, count = "one" }: Argument): string => {
  switch (count) {
    case "one":
      return name;
    case "optional":
      return `[${name}]`;
    case "any":
      return `[${name}...]`;
    case "at-least-one":
      return `${name}...`;
    default:
      return count satisfies never;
  }
};

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join("");
};

/** The help of one command of `pod`. */
export const formatPodHelp = (command: Command, program: string): string => {
  const words = [
    "pod",
    command.name,
    ...(command.flags.length > 0 ? ["[flags]"] : []),
    ...command.args.map(usage),
  ];
  const flags = command.flags.map((flag): readonly [string, string] => [
    `${flagName(flag)}${flag.takes === "nothing" ? "" : "="}`,
    flag.help,
  ]);
  const description = command.description.replaceAll("cobble", program);
  const flagPart = flags.length === 0 ? "" : `\nFlags:\n${columns(flags)}`;
  return `Usage:\n  ${program} ${words.join(" ")}\n\n${description}\n${flagPart}`;
};

/** All commands of `pod`, a line each. */
export const formatPodOverview = (commands: readonly Command[], program: string): string =>
  `Run a charm and its workloads on this machine.\n\nUsage:\n  ${program} pod <command> ...\n\nCommands:\n${columns(
    commands.map(({ name, summary }) => [name, summary]),
  )}`;
