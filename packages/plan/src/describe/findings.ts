import { describePlace, type Fault } from "../errors.ts";
import type { Finding } from "../validate/layers.ts";
import { linesOf } from "../yaml/lines.ts";
import { printable } from "./columns.ts";
import { sourceLine } from "./source-line.ts";

/** How findings are printed. */
export interface DescribeOptions {
  /** The text of each file that is named; a finding of another file is told without its line. */
  readonly sources: ReadonlyMap<string, string>;
  /** How wide lines of source may be, in columns of a terminal; 100 when not given, and at least 40. */
  readonly columns?: number;
  /** Whether to color for a terminal; default false. */
  readonly color?: boolean;
}

type Style = "error" | "warning" | "place" | "gutter";

const codes: Readonly<Record<Style, string>> = { error: "1;31", warning: "1;33", place: "1", gutter: "34" };

type Paint = (style: Style, text: string) => string;

const painter =
  (color: boolean): Paint =>
  (style, text) =>
    color ? `\x1b[${codes[style]}m${text}\x1b[0m` : text;

/** What is said at the caret. */
const adviceOf = ({ hint, suggestion }: Fault): string => {
  if (hint === undefined) return "";
  const isTold = suggestion === undefined || hint.includes(suggestion);
  return printable(isTold ? hint : `${hint}: ${suggestion}`);
};

const headOf = (finding: Finding, paint: Paint): string => {
  const { severity, path, message } = finding;
  const place = printable(describePlace(finding));
  const parts = [
    place && paint("place", place),
    paint(severity, severity),
    printable(path),
    printable(message),
  ];
  return parts.filter((part) => part !== "").join(": ");
};

/** The line of source and the caret under it. */
const excerptOf = (finding: Finding, source: string, options: { columns: number; paint: Paint }): string => {
  const { line, column, severity } = finding;
  const { columns, paint } = options;
  const number = String(line).padStart(5);
  const shown = sourceLine(source, { column, room: columns - number.length - 3 });
  const gutter = paint("gutter", `${number} |`);
  const margin = paint("gutter", `${" ".repeat(number.length)} |`);
  const caret = paint(severity, `${"^".repeat(shown.marked)} ${adviceOf(finding)}`.trimEnd());
  return `${gutter} ${shown.text}\n${margin} ${" ".repeat(shown.indent)}${caret}\n`;
};

const minColumns = 40;
const usualColumns = 100;

/**
 * Prints findings as compilers do: file, line, column and field, what is wrong, the line of source, and a caret under the
 * place with what was probably meant.
 * @returns a block for each, with its line end; empty for none
 */
export const describeFindings = (findings: readonly Finding[], options: DescribeOptions): string => {
  const paint = painter(options.color ?? false);
  const columns = Math.max(options.columns ?? usualColumns, minColumns);
  const named = new Set(findings.flatMap(({ file }) => file ?? []));
  const lines = new Map([...named].map((file) => [file, linesOf(options.sources.get(file) ?? "")]));
  return findings
    .map((finding) => {
      const head = headOf(finding, paint);
      const source = lines.get(finding.file ?? "")?.[finding.line - 1];
      if (source !== undefined) return `${head}\n${excerptOf(finding, source, { columns, paint })}`;
      const advice = adviceOf(finding);
      return advice === "" ? `${head}\n` : `${head} (${advice})\n`;
    })
    .join("");
};
