/** What a line costs that does not end at the end of a phrase: as much as eight empty columns. */
const phrasePenalty = 64;

const lengthOf = (word: string): number => Array.from(word).length;

interface Cost {
  /** By how much lines are too long, squared; counts first. */
  readonly over: number;
  readonly uneven: number;
}

const isLess = (a: Cost, b: Cost): boolean => (a.over === b.over ? a.uneven < b.uneven : a.over < b.over);

const lineCost = (
  words: readonly string[],
  options: { readonly width: number; readonly isLast: boolean },
): Cost => {
  const length = words.reduce((total, word) => total + lengthOf(word) + 1, -1);
  const room = options.width - length;
  if (options.isLast && room >= 0) return { over: 0, uneven: 0 };
  const penalty = /[.,:;]$/.test(words.at(-1) ?? "") ? 0 : phrasePenalty;
  return room < 0 ? { over: room * room, uneven: penalty } : { over: 0, uneven: room * room + penalty };
};

interface Break {
  readonly cost: Cost;
  /** The first word of the line that ends here. */
  readonly from: number;
}

/** The best place to begin the line that ends before word `end`. */
const bestBreak = (
  words: readonly string[],
  options: { readonly end: number; readonly width: number; readonly best: readonly Break[] },
): Break => {
  const { end, width, best } = options;
  let found: Break | undefined;
  let length = -1;
  for (let from = end - 1; from >= 0; from -= 1) {
    length += lengthOf(words[from] ?? "") + 1;
    if (length > width && found !== undefined) break;
    const line = lineCost(words.slice(from, end), { width, isLast: end === words.length });
    const before = best[from]?.cost ?? { over: 0, uneven: 0 };
    const cost = { over: before.over + line.over, uneven: before.uneven + line.uneven };
    if (found === undefined || !isLess(found.cost, cost)) found = { cost, from };
  }
  return found ?? { cost: { over: 0, uneven: 0 }, from: 0 };
};

/** Breaks words into lines that are as even as they can be and end at phrases where that costs little. */
const wrapWords = (words: readonly string[], width: number): readonly string[] => {
  const best: Break[] = [{ cost: { over: 0, uneven: 0 }, from: 0 }];
  for (let end = 1; end <= words.length; end += 1) best.push(bestBreak(words, { end, width, best }));
  const lines: string[] = [];
  for (let end = words.length; end > 0; ) {
    const from = best[end]?.from ?? 0;
    lines.unshift(words.slice(from, end).join(" "));
    end = from;
  }
  return lines;
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
