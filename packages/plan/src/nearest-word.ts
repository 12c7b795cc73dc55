/** How many letters to change, insert, remove or swap to come from one word to the other. */
const editDistance = (a: string, b: string): number => {
  let last: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (last[j - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    last = row;
    row = next;
  }
  return row[b.length] ?? 0;
};

const simplify = (word: string): string => word.toLowerCase().replaceAll("_", "-");

/**
 * The known word that was probably meant by `word`: the nearest, if it is at most a third of its letters away.
 * Case, and `_` for `-`, do not count.
 */
export const nearestWord = (word: string, known: readonly string[]): string | undefined => {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(simplify(word), simplify(candidate)) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance * 3 <= best.candidate.length ? best.candidate : undefined;
};
