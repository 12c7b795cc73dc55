import type { Command, CommandGroup } from "../command.ts";
import type { Flag } from "../flags.ts";

const columns = 80;

/** Breaks a line of words so that none passes the last column. */
const breakLine = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
};

/** `-f, --format=[text|json]`, with room for the short name where there is none. */
const flagUsage = (flag: Flag<unknown>): string => {
  const short = flag.short === undefined ? "    " : `-${flag.short}${flag.long === undefined ? "" : ", "}`;
  const long = flag.long === undefined ? "" : `--${flag.long}`;
  const value = flag.choices === undefined ? "" : `[${flag.choices.join("|")}]`;
  return `  ${short}${long}${flag.takes === "nothing" ? "" : `=${value}`}`;
};

const flagLines = (flags: readonly Flag<unknown>[]): string => {
  const rows = flags.map((flag) => ({
    usage: flagUsage(flag),
    help: flag.defaultText === undefined ? flag.help : `${flag.help} (default: ${flag.defaultText})`,
  }));
  const left = Math.max(...rows.map(({ usage }) => usage.length)) + 3;
  const row = ({ usage, help }: (typeof rows)[number]): string => {
    const [first = "", ...others] = breakLine(help, columns - left);
    return [usage.padEnd(left) + first, ...others.map((line) => " ".repeat(left) + line)].join("\n");
  };
  return rows.map((entry) => `${row(entry)}\n`).join("");
};

const argumentUsage = ({ name, count = "one" }: Command["args"][number]): string => {
  const repeated = count === "any" || count === "at-least-one" ? `${name}...` : name;
  return count === "any" || count === "optional" ? `[${repeated}]` : repeated;
};

const usageLine = (command: Command, program: string): string => {
  const options = command.flags.length === 0 ? [] : [`[${command.name}-OPTIONS]`];
  return [`  ${program}`, command.name, ...options, ...command.args.map(argumentUsage)].join(" ");
};

/** Texts of commands say `cobble`; the user sees the name that was called. */
const asCalled = (text: string, program: string): string => text.replace(/\bcobble\b/g, program);

/** Examples, which begin with the program's name or are indented, stand as they are. */
const isExample = (text: string): boolean => text.startsWith("cobble ") || text.startsWith(" ");

/** Paragraphs are laid out anew, unless they are examples. */
const layOut = (description: string): string =>
  description
    .split("\n\n")
    .map((text) => (isExample(text) ? text : breakLine(text.replace(/\n/g, " "), columns).join("\n")))
    .join("\n\n");

/** All about one command. */
export const formatCommandHelp = (command: Command, program: string): string => {
  const flags = command.flags.length === 0 ? "" : `\nOptions:\n${flagLines(command.flags)}`;
  const explained = command.args.filter(({ help }) => help !== undefined);
  const args = explained.map(({ name, help }) => `  ${name}  ${help}\n`).join("");
  return asCalled(
    `Usage:\n${usageLine(command, program)}\n\n${layOut(command.description)}\n${flags}${args === "" ? "" : `\nArguments:\n${args}`}`,
    program,
  );
};

const opening = (program: string): string =>
  `Cobble runs the services of a container, watches over them, and lets programs
steer them through an API.

Usage: ${program} <command> [<options>...]
`;

const closing = (program: string): string =>
  `The supervisor keeps its layers and state in the directory $PEBBLE (by default
/var/lib/pebble/default) and answers on $PEBBLE_SOCKET (by default
$PEBBLE/.pebble.socket).

'${program} help <command>' explains one command.`;

/** What there is, on one screen. */
export const formatOverview = (groups: readonly CommandGroup[], program: string): string => {
  const width = Math.max(...groups.map(({ title }) => title.length)) + 2;
  const lines = groups.map(
    ({ title, commands }) => `${title.padStart(width)}: ${Object.keys(commands).join(", ")}\n`,
  );
  return `${opening(program)}\nThe commands:\n\n${lines.join("")}\n${closing(program)}
'${program} help --all' has a line about each.\n`;
};

/** A line about each command. */
export const formatAllCommands = (
  groups: readonly {
    readonly title: string;
    readonly about: string;
    readonly commands: readonly Command[];
  }[],
  program: string,
): string => {
  const width = Math.max(...groups.flatMap(({ commands }) => commands.map(({ name }) => name.length)));
  const sections = groups.map(({ title, about, commands }) => {
    const lines = commands.map(({ name, summary }) => `    ${name.padEnd(width)}  ${summary}\n`);
    return `  ${title} (${about}):\n${lines.join("")}`;
  });
  return `${opening(program)}\n${sections.join("\n")}\n${closing(program)}\n`;
};
