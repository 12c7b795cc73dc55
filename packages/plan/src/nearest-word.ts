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
 * The known word that was probably meant by `word`: the nearest, if it is at most a third of its letters away.
 * Case, and `_` for `-`, do not count.
 */
export const nearestWord = (word: string, known: readonly string[]): string | undefined => {
  const wanted = simplify(word);
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const limit = Math.min(Math.floor(candidate.length / 3), (best?.distance ?? Infinity) - 1);
    const distance = limit < 0 ? undefined : editDistance(wanted, simplify(candidate), limit);
    if (distance !== undefined) best = { candidate, distance };
  }
  return best?.candidate;
};
