/** What a line costs that does not end at the end of a phrase: as much as eight empty columns. */
const phrasePenalty = 64;

interface Cost {
  /** By how much lines are too long, squared; counts first. */
  readonly over: number;
  readonly uneven: number;
}

const nothing: Cost = { over: 0, uneven: 0 };

const add = (a: Cost, b: Cost): Cost => ({ over: a.over + b.over, uneven: a.uneven + b.uneven });

/** Negative when `a` is less, 0 when they are the same. */
const compare = (a: Cost, b: Cost): number => a.over - b.over || a.uneven - b.uneven;

/** The least number from `start` up to `end` for which `holds`; `end` when there is none. Halves the range each time. */
const findFirst = (start: number, end: number, holds: (at: number) => boolean): number => {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** What the words before each place cost at least, as far as that is known. */
interface Costs {
  /** The cost up to `end`, when the last line begins at `start`. */
  readonly upTo: (end: number, start: number) => Cost;
  /** The cost of the words before the next place is known. */
  readonly learn: (cost: Cost) => void;
}

const createCosts = (words: readonly string[], width: number): Costs => {
  const least: Cost[] = [nothing];
  // How many columns the words before each place take, each with a space behind it.
  const columns = [0];
  for (const word of words) columns.push((columns.at(-1) ?? 0) + Array.from(word).length + 1);
  const ofLine = (start: number, end: number): Cost => {
    const room = width - ((columns[end] ?? 0) - 1 - (columns[start] ?? 0));
    if (end === words.length && room >= 0) return nothing;
    const penalty = /[.,:;]$/.test(words[end - 1] ?? "") ? 0 : phrasePenalty;
    return room < 0 ? { over: room * room, uneven: penalty } : { over: 0, uneven: room * room + penalty };
  };
  return {
    upTo: (end, start) => add(least[start] ?? nothing, ofLine(start, end)),
    learn: (cost) => void least.push(cost),
  };
};

/** The places where lines begin, from the place where the last line before each place does. */
const followBack = (lineStarts: readonly number[], end: number): readonly number[] => {
  const starts: number[] = [];
  for (let at = end; at > 0; ) {
    at = lineStarts[at] ?? 0;
    starts.unshift(at);
  }
  return starts;
};

/**
 * Breaks words into lines that are about as even as they can be and end at phrases where that costs little.
 * @returns the place of each line's first word
 * @source Hirschberg and Larmore, "The Least Weight Subsequence Problem", the Basic Algorithm, as Go's package go/doc/comment has
 *   it, which the reference prints the API's errors with. The penalty of phrases breaks what the algorithm supposes, so
 *   what it finds is not always the best, and the order of its steps shows: it is kept to the letter.
 */
export const breakLines = (words: readonly string[], width: number): readonly number[] => {
  const last = words.length;
  const costs = createCosts(words, width);
  const isNoWorse = (a: number, b: number, at: number): boolean =>
    compare(costs.upTo(at, a), costs.upTo(at, b)) <= 0;
  /** Whether `b` is never the best of three places at which a line may begin, in this order. */
  const isBridged = (a: number, b: number, c: number): boolean => {
    const from = findFirst(c, last + 1, (at) => !isNoWorse(a, b, at));
    return from > last || isNoWorse(c, b, from);
  };
  const lineStarts: number[] = [-1];
  /** Places at which a line may begin, the best for the next place first. */
  let places: number[] = [0];
  const first = (): number => places[0] ?? 0;
  const retire = (at: number): boolean => places.length > 1 && isNoWorse(places[1] ?? 0, first(), at);
  for (let at = 1; at < last; at++) {
    costs.learn(costs.upTo(at, first()));
    lineStarts.push(first());
    while (retire(at + 1)) places = places.slice(1);
    while (places.length > 1 && isBridged(places.at(-2) ?? 0, places.at(-1) ?? 0, at)) places.pop();
    if (compare(costs.upTo(last, at), costs.upTo(last, places.at(-1) ?? 0)) < 0) {
      places.push(at);
      if (places.length === 2 && retire(at + 1)) places = places.slice(1);
    }
  }
  lineStarts.push(first());
  return followBack(lineStarts, last);
};
