/** Microseconds since 1970-01-01T00:00:00Z: fine enough to order notices, and exact in a JavaScript number. */
export type Micros = number;

/** The character code of "0". */
const zero = 48;

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

const formatOffset = (minutes: number): string => {
  if (minutes === 0) return "Z";
  const abs = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(abs / 60), 2)}:${pad(abs % 60, 2)}`;
};

/** The decimals of so many microseconds with their point, without zeros at the end; empty for a whole second. */
const formatFraction = (micros: number): string => {
  if (micros === 0) return "";
  const digits = String(1_000_000 + micros);
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === zero) end -= 1;
  return `.${digits.slice(1, end)}`;
};

/**
 * Prints a time as RFC 3339 with up to six decimals, trailing zeros dropped, as Go's RFC3339Nano does.
 * @param offsetMinutes east of UTC; 0, the default, prints `Z`
 */
export const formatTime = (micros: Micros, offsetMinutes = 0): string => {
  const seconds = Math.floor(micros / 1_000_000);
  const base = new Date(seconds * 1000 + offsetMinutes * 60_000).toISOString();
  return base.slice(0, 19) + formatFraction(micros - seconds * 1_000_000) + formatOffset(offsetMinutes);
};

const rfc3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * Reads an RFC 3339 time; decimals past the sixth are dropped.
 * @returns microseconds since 1970, or `undefined` when the text is not such a time
 */
export const parseTime = (text: string): Micros | undefined => {
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [, date, clock, fraction, zone] = match;
  const wholeMs = Date.parse(`${date}T${clock}${(zone ?? "Z").toUpperCase()}`);
  return Number.isNaN(wholeMs)
    ? undefined
    : wholeMs * 1000 + Number((fraction ?? "").padEnd(6, "0").slice(0, 6));
};
