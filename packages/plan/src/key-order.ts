const isDigit = (character: string | undefined): boolean =>
  character !== undefined && /^\p{Nd}$/u.test(character);
const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);
const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

/** The number that begins at `at`, behind `start`, in 64 bits as in Go, and where it ends. */
const numberAt = (
  name: readonly string[],
  at: number,
  start: bigint,
): { readonly value: bigint; readonly end: number } => {
  let value = start;
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
  // A zero inside of a number is no leading one: something has to stand before it.
  const start = (left === "0" || right === "0") && isInsideNumber(a, at) ? 1n : 0n;
  const leftNumber = numberAt(a, at, start);
  const rightNumber = numberAt(b, at, start);
  if (leftNumber.value !== rightNumber.value) return leftNumber.value < rightNumber.value ? -1 : 1;
  return leftNumber.end - rightNumber.end || codeOf(left) - codeOf(right);
};

const isAsciiDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isAsciiLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);

/** Where two texts part; the length of the shorter one when it begins the other. */
const partingOf = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
};

/** Compares in the general way, by characters of any script. */
const compareCharacters = (a: string, b: string): number => {
  const left = Array.from(a);
  const right = Array.from(b);
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0 || at >= right.length) return left.length - right.length;
  return compareFrom(left, right, at);
};

const numberFrom = /\d{1,15}(?![\d\u0080-\uffff])/y;

/** The number that begins at `at`, when it is short; undefined for others and where none begins. */
const shortNumberAt = (name: string, at: number): number | undefined => {
  numberFrom.lastIndex = at;
  const digits = numberFrom.exec(name)?.[0];
  // A zero may belong to the number before it.
  return digits === undefined || digits.startsWith("0") ? undefined : Number(digits);
};

/**
 * Compares names as the reference sorts them in the plan: numbers inside by their value, so `web2` comes before `web10`.
 * @returns negative when `a` comes first, zero when they are the same
 * @source Go, gopkg.in/yaml.v3, the order of map keys; seen: plan with such names
 */
export const compareKeys = (a: string, b: string): number => {
  const at = partingOf(a, b);
  if (at === a.length || at === b.length) return a.length - b.length;
  const left = a.charCodeAt(at);
  const right = b.charCodeAt(at);
  // Most names part at letters of ASCII, or at short numbers.
  if (isAsciiLetter(left) && isAsciiLetter(right)) return left - right;
  if (isAsciiDigit(left) && isAsciiDigit(right)) {
    const [leftNumber, rightNumber] = [shortNumberAt(a, at), shortNumberAt(b, at)];
    if (leftNumber !== undefined && rightNumber !== undefined) return leftNumber - rightNumber;
  }
  return compareCharacters(a, b);
};

/** The entries of a map in the order of {@link compareKeys}. */
export const sortedEntries = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...map].toSorted(([a], [b]) => compareKeys(a, b));
