import { WireError } from "./errors.ts";

/** A duration that does not read as Go's `time.ParseDuration` reads it. */
export class DurationError extends WireError {
  constructor(message: string) {
    super("duration", message);
  }
}

const nanosecondsByUnit: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["μs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

/** One more than the longest duration that Go can hold, just over 292 years; the longest negative one. */
const limitNs = 2n ** 63n;

/** The digits of a fraction as far as 63 bits hold them: Go drops the rest. */
const keptDigits = (fraction: string): string => {
  let digits = fraction.slice(0, 18);
  if (fraction.length > 18 && BigInt(fraction.slice(0, 19)) < limitNs) digits = fraction.slice(0, 19);
  return digits;
};

/** What `.fraction` of a unit is in whole nanoseconds; Go counts it in floating point. */
const fractionNs = (fraction: string, unitNs: bigint): bigint => {
  const digits = keptDigits(fraction);
  return BigInt(Math.trunc(Number(digits) * (Number(unitNs) / 10 ** digits.length)));
};

const term = /^(\d*)(?:\.(\d*))?([^0-9.]*)/;

/** A text in quotes as package time of Go writes it in its errors: what is not ASCII byte by byte. */
const quote = (text: string): string => {
  const bytes = [...new TextEncoder().encode(text)];
  const shown = bytes.map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte < 0x20 || byte >= 0x80) return `\\x${byte.toString(16).padStart(2, "0")}`;
    return character === '"' || character === "\\" ? `\\${character}` : character;
  });
  return `"${shown.join("")}"`;
};

const invalid = (text: string): DurationError => new DurationError(`time: invalid duration ${quote(text)}`);

/** Reads one number with its unit; `rest` is what comes behind it. */
const readTerm = (text: string, start: string): { readonly ns: bigint; readonly rest: string } => {
  const [all = "", whole = "", fraction = "", unit = ""] = term.exec(start) ?? [];
  if (whole + fraction === "" || BigInt(whole) > limitNs) throw invalid(text);
  if (unit === "") throw new DurationError(`time: missing unit in duration ${quote(text)}`);
  const unitNs = nanosecondsByUnit.get(unit);
  if (unitNs === undefined) {
    throw new DurationError(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
  }
  const wholeNs: bigint = BigInt(whole) * unitNs;
  return { ns: wholeNs + fractionNs(fraction, unitNs), rest: start.slice(all.length) };
};

/**
 * Reads a duration as Go does: a sign, then numbers with units, as in `300ms`, `-1.5h` or `2h45m`; `0` needs no unit.
 * @returns nanoseconds, rounded to a whole number; above 2^53 (104 days) the last digits are not exact
 * @throws {DurationError} with Go's words, for example `time: invalid duration "soon"`
 * @source Go, package time, ParseDuration
 */
export const parseDurationNs = (text: string): number => {
  const isNegative = text.startsWith("-");
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === "0") return 0;
  if (rest === "") throw invalid(text);
  let total = 0n;
  while (rest !== "") {
    const { ns, rest: behind } = readTerm(text, rest);
    total += ns;
    rest = behind;
    if (total > limitNs) throw invalid(text);
  }
  if (total === limitNs && !isNegative) throw invalid(text);
  return Number(isNegative ? -total : total);
};

/** {@link parseDurationNs} in milliseconds, fractions kept: `1500us` is 1.5. */
export const parseDurationMs = (text: string): number => parseDurationNs(text) / 1e6;

const trimFraction = (value: number, unit: string, decimals: number): string => {
  const fixed = value.toFixed(decimals);
  const trimmed = decimals > 0 ? fixed.replace(/\.?0+$/, "") : fixed;
  return `${trimmed}${unit}`;
};

/** Hours, minutes and seconds of a time of at least a second: `1h0m0.5s`. */
const formatClock = (seconds: number, fraction: string): string => {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const last = `${seconds % 60}${fraction}s`;
  if (hours > 0) return `${hours}h${minutes}m${last}`;
  return minutes > 0 ? `${minutes}m${last}` : last;
};

/**
 * Prints nanoseconds as Go's `Duration.String` does: `1m0s`, `1.5ms`, `0s`.
 * @source Go, package time, Duration.String
 */
export const formatDurationNs = (ns: number): string => {
  if (ns === 0) return "0s";
  const sign = ns < 0 ? "-" : "";
  const abs = Math.abs(ns);
  if (abs < 1e3) return `${sign}${abs}ns`;
  if (abs < 1e6) return sign + trimFraction(abs / 1e3, "µs", 3);
  if (abs < 1e9) return sign + trimFraction(abs / 1e6, "ms", 6);
  const fraction = String(abs % 1e9)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return sign + formatClock(Math.floor(abs / 1e9), fraction === "" ? "" : `.${fraction}`);
};

/** {@link formatDurationNs} of milliseconds; whole ones are exact whatever their number. */
export const formatDurationMs = (ms: number): string => {
  const abs = Math.abs(ms);
  if (!Number.isInteger(ms) || abs < 1e3) return formatDurationNs(Math.round(ms * 1e6));
  const fraction = String(abs % 1e3)
    .padStart(3, "0")
    .replace(/0+$/, "");
  const sign = ms < 0 ? "-" : "";
  return sign + formatClock(Math.floor(abs / 1e3), fraction === "" ? "" : `.${fraction}`);
};
