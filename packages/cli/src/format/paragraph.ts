/** Cuts a word that no line holds. */
const cut = (word: string, width: number): readonly string[] => {
  const pieces: string[] = [];
  for (let rest = Array.from(word); rest.length > 0; rest = rest.slice(width))
    pieces.push(rest.slice(0, width).join(""));
  return pieces;
};

const fold = (line: string, width: number): readonly string[] => {
  const lead = /^\s*/.exec(line)?.[0] ?? "";
  const room = Math.max(width - lead.length, 1);
  const lines: string[] = [];
  let current = "";
  for (const word of line
    .trim()
    .split(/\s+/)
    .flatMap((each) => cut(each, room))) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (Array.from(longer).length > room) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return [...lines, current].map((each) => `${lead}${each}`);
};

/**
 * Folds a text at its spaces, each line of it by itself; folded lines keep the indent of theirs.
 * @param width of a line, without `indent`
 * @source pebble 1.32, seen: `warnings` of long and of many lines
 */
export const foldText = (
  text: string,
  { width, indent }: { readonly width: number; readonly indent: string },
): string =>
  text
    .split("\n")
    .flatMap((line) => fold(line, width))
    .map((line) => `${indent}${line}\n`)
    .join("");
