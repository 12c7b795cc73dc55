/** Microseconds since 1970-01-01T00:00:00Z: fine enough to order notices, and exact in a JavaScript number. */
export type Micros = number;

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

const formatOffset = (minutes: number): string => {
  if (minutes === 0) return "Z";
  const abs = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(abs / 60), 2)}:${pad(abs % 60, 2)}`;
};

/**
 * Prints a time as RFC 3339 with up to six decimals, trailing zeros dropped, as Go's RFC3339Nano does.
 * @param offsetMinutes east of UTC; 0, the default, prints `Z`
 */
export const formatTime = (micros: Micros, offsetMinutes = 0): string => {
  const wholeMs = Math.floor(micros / 1000);
  const base = new Date(wholeMs + offsetMinutes * 60_000).toISOString();
  const fraction = `${base.slice(20, 23)}${pad(micros - wholeMs * 1000, 3)}`.replace(/0+$/, "");
  return `${base.slice(0, 19)}${fraction === "" ? "" : `.${fraction}`}${formatOffset(offsetMinutes)}`;
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
