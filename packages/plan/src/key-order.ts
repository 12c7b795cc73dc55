const isDigit = (character: string | undefined): boolean =>
  character !== undefined && /^\p{Nd}$/u.test(character);
const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);
const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

/** The number that begins at `at`, in 64 bits as in Go, and where it ends. */
const numberAt = (name: readonly string[], at: number): { readonly value: bigint; readonly end: number } => {
  let value = 0n;
  let end = at;
  for (; isDigit(name[end]); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codeOf(name[end] ?? "0") - codeOf("0")));
  }
  return { value, end };
};

/** Whether only digits, and not all of them zero, stand right before `at`. */
const isInsideNumber = (name: readonly string[], at: number): boolean => {
  for (let i = at - 1; i >= 0 && isDigit(name[i]); i--) if (name[i] !== "0") return true;
  return false;
};

/** Compares from the first character that differs, which is at `at` in both. */
const compareFrom = (a: readonly string[], b: readonly string[], at: number): number => {
  const left = a[at] ?? "";
  const right = b[at] ?? "";
  if (isLetter(left) && isLetter(right)) return codeOf(left) - codeOf(right);
  if (isLetter(left) || isLetter(right)) {
    // After a number a letter comes before other signs, elsewhere behind them.
    return isLetter(left) === isDigit(a[at - 1]) ? -1 : 1;
  }
  const inside = (left === "0" || right === "0") && isInsideNumber(a, at);
  const leftNumber = numberAt(a, at);
  const rightNumber = numberAt(b, at);
  if (!inside || (isDigit(left) && isDigit(right))) {
    if (leftNumber.value !== rightNumber.value) return leftNumber.value < rightNumber.value ? -1 : 1;
  }
  return leftNumber.end - rightNumber.end || codeOf(left) - codeOf(right);
};

const simple = /^[a-z]+$/;

/**
 * Compares names as the reference sorts them in the plan: numbers inside by their value, so `web2` comes before `web10`.
 * @returns negative when `a` comes first, zero when they are the same
 * @source Go, gopkg.in/yaml.v3, the order of map keys; seen: plan with such names
 */
export const compareKeys = (a: string, b: string): number => {
  if (simple.test(a) && simple.test(b)) return a < b ? -1 : Number(a > b);
  const left = Array.from(a);
  const right = Array.from(b);
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0 || at >= right.length) return left.length - right.length;
  return compareFrom(left, right, at);
};

/** The entries of a map in the order of {@link compareKeys}. */
export const sortedEntries = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...map].toSorted(([a], [b]) => compareKeys(a, b));
