import { parseTime } from "@cobble/wire";

/** How times are shown to this user, now. */
export interface TimeStyle {
  /** In full instead of relative to today. */
  readonly absolute: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The short name of the local time zone at an offset in minutes east of UTC, for example `NZDT`. */
  readonly zoneName: (offsetMinutes: number) => string;
}

const dayMs = 86_400_000;

/** The farthest day that is counted instead of named. */
const maxDays = 60;

const pad = (value: number): string => String(value).padStart(2, "0");

/** The day of a local time, as a number that grows by one each day. */
const dayNumber = (date: Date): number =>
  Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs);

const describeDay = (days: number): string => {
  if (days === 0) return "today at";
  if (days === -1) return "yesterday at";
  if (days === 1) return "tomorrow at";
  return days < 0 ? `${-days} days ago, at` : `in ${days} days, at`;
};

/**
 * A time of the API as the CLI shows it: `today at 14:33 UTC`, or a date when it is more than 60 days away; `-` when there
 * is none.
 * @source pebble 1.32, seen: `ls -l` of files of many ages in many time zones
 */
export const formatTimeOf = (text: string | undefined, style: TimeStyle): string => {
  const micros = text === undefined ? undefined : parseTime(text);
  if (text === undefined || micros === undefined) return "-";
  if (style.absolute) return text.replace(/\.\d+/, "");
  const date = new Date(micros / 1000);
  const days = dayNumber(date) - dayNumber(new Date(style.now));
  if (Math.abs(days) > maxDays) {
    return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  }
  const zone = style.zoneName(-date.getTimezoneOffset());
  return `${describeDay(days)} ${pad(date.getHours())}:${pad(date.getMinutes())} ${zone}`;
};
