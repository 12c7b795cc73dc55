/** The row that is filled of the table of distances, and the two before it. */
interface Rows {
  readonly before: readonly number[];
  readonly last: readonly number[];
  readonly row: number[];
}

/** Fills row `i`; gives the smallest distance in it. */
const fillRow = ({ before, last, row }: Rows, [a, b]: readonly [string, string], i: number): number => {
  row[0] = i;
  let least = i;
  for (let j = 1; j <= b.length; j++) {
    const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const swap = isSwap ? (before[j - 2] ?? 0) + 1 : change;
    const distance = Math.min(change, swap, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    row[j] = distance;
    if (distance < least) least = distance;
  }
  return least;
};

/**
 * How many letters to change, insert, remove or swap to come from one word to the other; undefined when that is more than
 * `limit`, which is mostly seen after a few letters: thousands of words may be compared.
 */
const editDistance = (a: string, b: string, limit: number): number | undefined => {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  let row: number[] = [];
  let least = 0;
  for (let i = 1; i <= a.length; i++) {
    const lastLeast = least;
    least = fillRow({ before, last, row }, [a, b], i);
    // A swap goes back two rows, and costs one more than what stands there.
    if (least > limit && lastLeast >= limit) return undefined;
    [before, last, row] = [last, row, before];
  }
  const distance = last[b.length] ?? 0;
  return distance > limit ? undefined : distance;
};

const simplify = (word: string): string => word.toLowerCase().replaceAll("_", "-");

/**
 * So many pairs of words one search compares in its life. Who has thousands of unknown words has made no slips of the pen, and is
 * told about all of them at once rather than about what was meant by each.
 */
const maxComparisons = 200_000;

interface Candidate {
  readonly word: string;
  readonly simple: string;
}

const nearestOf = (wanted: string, candidates: readonly Candidate[]): string | undefined => {
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const { word, simple } of candidates) {
    const limit = Math.min(Math.floor(word.length / 3), (best?.distance ?? Infinity) - 1);
    const distance = limit < 0 ? undefined : editDistance(wanted, simple, limit);
    if (distance !== undefined) best = { word, distance };
  }
  return best?.word;
};

/**
 * A search for the known word that was probably meant by another: the nearest, if it is at most a third of its letters away.
 * Case, and `_` for `-`, do not count. After 200,000 comparisons in all it finds nothing more.
 * @param known is read when the first word is asked about
 */
export const createNearestWord = (known: Iterable<string>): ((word: string) => string | undefined) => {
  let candidates: readonly Candidate[] | undefined;
  let comparisons = 0;
  return (word) => {
    candidates ??= Array.from(known, (each) => ({ word: each, simple: simplify(each) }));
    if (comparisons >= maxComparisons) return undefined;
    comparisons += candidates.length;
    return nearestOf(simplify(word), candidates);
  };
};

/** {@link createNearestWord} for a single word. */
export const nearestWord = (word: string, known: readonly string[]): string | undefined =>
  createNearestWord(known)(word);
