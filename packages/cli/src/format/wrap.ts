import { breakLines } from "./line-breaks.ts";

const wrapWords = (words: readonly string[], width: number): readonly string[] => {
  const starts = breakLines(words, width);
  return starts.map((start, line) => words.slice(start, starts[line + 1]).join(" "));
};

/** The parts of a text: paragraphs, whose words are wrapped, and indented blocks, whose lines stand. */
const splitBlocks = (text: string): readonly { readonly isIndented: boolean; readonly lines: string[] }[] => {
  const blocks: { isIndented: boolean; lines: string[] }[] = [];
  let isNew = true;
  for (const line of text.split("\n")) {
    if (line.trim() === "") {
      isNew = true;
      continue;
    }
    const isIndented = /^[ \t]/.test(line);
    const last = blocks.at(-1);
    if (last === undefined || isNew || last.isIndented !== isIndented)
      blocks.push({ isIndented, lines: [line] });
    else last.lines.push(line);
    isNew = false;
  }
  return blocks;
};

const withoutIndent = (lines: readonly string[]): readonly string[] => {
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent));
};

/**
 * Lays a text out in lines of up to `width` columns; each after the first begins with `indent`, which does not count.
 * Paragraphs are evened out, indented lines stand as they are after an empty line.
 * @source Go, package go/doc/comment, which the reference prints the API's errors with; seen: errors of many lengths
 */
export const wrapText = (
  text: string,
  options: { readonly width: number; readonly indent: string },
): string =>
  splitBlocks(text)
    .map(({ isIndented, lines }) => {
      const words = lines
        .join(" ")
        .split(/\s+/)
        .filter((word) => word !== "");
      return isIndented ? withoutIndent(lines) : wrapWords(words, options.width);
    })
    .map((lines) => lines.join(`\n${options.indent}`))
    .join(`\n\n${options.indent}`);
