import { type Micros, parseTime, quoted } from "@cobble/wire";

/** The pieces of a time as Go names them, each with what it accepts. */
const pieces: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["2006", /^\d{4}/],
  ["-", /^-/],
  ["01", /^\d{2}/],
  ["-", /^-/],
  ["02", /^\d{2}/],
  ["T", /^T/],
  ["15", /^\d{2}/],
  [":", /^:/],
  ["04", /^\d{2}/],
  [":", /^:/],
  ["05", /^\d{2}(?:[.,]\d+)?/],
  ["Z07:00", /^(?:Z|[+-]\d{2}:\d{2})/],
];

const layout = pieces.map(([name]) => name).join("");

const rangeFault = ([, month = 0, day = 0, hour = 0, minute = 0]: readonly number[]): string => {
  if (month < 1 || month > 12) return "month";
  if (hour > 23) return "hour";
  if (minute > 59) return "minute";
  return day < 1 || day > 28 ? "day" : "second";
};

/** What Go's `time.Parse` says of a text that is no RFC 3339 time. */
const timeFault = (text: string): string => {
  const whole = quoted(text);
  let rest = text;
  const numbers: number[] = [];
  for (const [name, pattern] of pieces) {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) {
      return `parsing time ${whole} as "${layout}": cannot parse ${quoted(rest)} as "${name}"`;
    }
    if (/^\d/.test(name)) numbers.push(Number(found.replace(",", ".")));
    rest = rest.slice(found.length);
  }
  if (rest !== "") return `parsing time ${whole}: extra text: ${quoted(rest)}`;
  return `parsing time ${whole}: ${rangeFault(numbers)} out of range`;
};

const isRealDate = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split("-").map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/** A time, or what is wrong with the text, in the words of Go's `time.Parse`. @source Go, package time, Parse */
export const readTimestamp = (text: string): Micros | { readonly fault: string } => {
  // Go takes a comma before the fraction, and no small letters.
  const time = /[tz]/.test(text) ? undefined : parseTime(text.replace(",", "."));
  return time !== undefined && isRealDate(text) ? time : { fault: timeFault(text) };
};
