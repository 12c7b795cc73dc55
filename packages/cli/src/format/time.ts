import { parseTime } from "@cobble/wire";
import type { LocalZone } from "./zone.ts";

/** How times are shown to this user, now. */
export interface TimeStyle {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where times are relative; in full, as the API has them, when absent. */
  readonly zone: LocalZone | undefined;
}

const dayMs = 86_400_000;

/** The farthest day that is counted instead of named. */
const maxDays = 60;

const localMs = (zone: LocalZone, ms: number): number => ms + zone.offsetAt(ms) * 60_000;

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
  if (style.zone === undefined) return text.replace(/\.\d+/, "");
  const offset = style.zone.offsetAt(micros / 1000);
  const local = localMs(style.zone, micros / 1000);
  const days = Math.floor(local / dayMs) - Math.floor(localMs(style.zone, style.now) / dayMs);
  // The local time, read as if it were UTC, so that its day and clock can be cut out.
  const clock = new Date(local).toISOString();
  if (Math.abs(days) > maxDays) return clock.slice(0, 10);
  return `${describeDay(days)} ${clock.slice(11, 16)} ${style.zone.nameAt(offset)}`;
};
