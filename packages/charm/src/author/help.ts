import type { AuthorCommand } from "./command.ts";

const rows = (all: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...all.map(([left]) => left.length));
  return all.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join("");
};

/** What the tool can do. */
export const helpText = (commands: readonly AuthorCommand[]): string =>
  `Usage: cobble-charm COMMAND [OPTIONS] [FOLDER]

Makes, checks and packs charms written in TypeScript.

${rows(commands.map(({ name, summary }) => [name, summary]))}
cobble-charm COMMAND --help tells more.
`;

/** What one command can do. */
export const commandHelp = ({ usage, summary, flags }: AuthorCommand): string => {
  const text = `Usage: cobble-charm ${usage}\n\n${summary.charAt(0).toUpperCase()}${summary.slice(1)}.\n`;
  if (flags.length === 0) return text;
  const flagRows = flags.map(
    ({ name, value, summary }) => [`--${name}${value === undefined ? "" : `=${value}`}`, summary] as const,
  );
  return `${text}\n${rows(flagRows)}`;
};
