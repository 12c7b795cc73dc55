import { WireError } from "./errors.ts";

/** A duration that does not read as Go's `time.ParseDuration` reads it. */
export class DurationError extends WireError {
  constructor(message: string) {
    super("duration", message);
  }
}

const nanosecondsByUnit: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const unitText = (text: string): string => /^[^0-9.]+/.exec(text)?.[0] ?? "";

/** `digits` times `factor`, cut to a whole number; the fraction apart, so that no rounding of binary fractions is seen. */
const scaleDigits = (digits: string, factor: number): number => {
  const [whole = "", fraction = ""] = digits.split(".");
  const fractionUnits = fraction === "" ? 0 : Number(fraction) * (factor / 10 ** fraction.length);
  return Number(whole) * factor + Math.trunc(fractionUnits);
};

/** The largest duration that Go can hold, just over 292 years. */
const maxNs = 2 ** 63;

/**
 * Reads a duration as Go does: a sign, then numbers with units, as in `300ms`, `-1.5h` or `2h45m`; `0` needs no unit.
 * @returns nanoseconds, rounded to a whole number; above 2^53 (104 days) the last digits are not exact
 * @throws {DurationError} with Go's words, for example `time: invalid duration "soon"`
 * @source Go, package time, ParseDuration
 */
export const parseDurationNs = (text: string): number => {
  const quoted = JSON.stringify(text);
  const negative = text.startsWith("-");
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === "0") return 0;
  if (rest === "") throw new DurationError(`time: invalid duration ${quoted}`);
  let total = 0;
  while (rest !== "") {
    const digits = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (digits === undefined) throw new DurationError(`time: invalid duration ${quoted}`);
    rest = rest.slice(digits.length);
    const unit = unitText(rest);
    if (unit === "") throw new DurationError(`time: missing unit in duration ${quoted}`);
    const factor = nanosecondsByUnit[unit];
    if (factor === undefined) {
      throw new DurationError(`time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`);
    }
    rest = rest.slice(unit.length);
    total += scaleDigits(digits, factor);
    if (total >= maxNs) throw new DurationError(`time: invalid duration ${quoted}`);
  }
  return negative ? -total : total;
};

/** {@link parseDurationNs} in milliseconds, fractions kept: `1500us` is 1.5. */
export const parseDurationMs = (text: string): number => parseDurationNs(text) / 1e6;

const trimFraction = (value: number, unit: string, decimals: number): string => {
  const fixed = value.toFixed(decimals);
  const trimmed = decimals > 0 ? fixed.replace(/\.?0+$/, "") : fixed;
  return `${trimmed}${unit}`;
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
  const hours = Math.floor(abs / 3600e9);
  const minutes = Math.floor((abs % 3600e9) / 60e9);
  const seconds = trimFraction((abs % 60e9) / 1e9, "s", 9);
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`;
  if (minutes > 0) return `${sign}${minutes}m${seconds}`;
  return sign + seconds;
};

/** {@link formatDurationNs} of milliseconds. */
export const formatDurationMs = (ms: number): string => formatDurationNs(Math.round(ms * 1e6));
