import {
  formatDurationMs,
  formatTime,
  type Micros,
  type NoticeType,
  type Notice as WireNotice,
} from "@cobble/wire";
import { isRecord } from "../../state/records.ts";

/** What a notice tells besides having happened. */
export type NoticeData = Readonly<Record<string, string>>;

/** Something that happened, perhaps more than once, as it is kept. */
export interface Notice {
  readonly id: string;
  /** Whose it is; `undefined` is public. */
  readonly userId: number | undefined;
  readonly type: string;
  readonly key: string;
  readonly firstOccurred: Micros;
  readonly lastOccurred: Micros;
  /** No two notices have the same: lists are in this order, and clients go on from it. */
  readonly lastRepeated: Micros;
  readonly occurrences: number;
  readonly lastData: NoticeData | undefined;
  /** Milliseconds since the last repeat before it repeats again; 0 is every time. */
  readonly repeatAfterMs: number;
}

/** Something that happened and is worth a notice. */
export interface NewNotice {
  readonly type: NoticeType;
  /** Of a form that suits the type: whoever takes it from a client checks it. */
  readonly key: string;
  /** Whose it is; public when left out. */
  readonly userId?: number | undefined;
  readonly data?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds, 0 unless given: the notice repeats each time. */
  readonly repeatAfterMs?: number;
}

const noticeTexts = ["id", "type", "key"];
const noticeNumbers = ["firstOccurred", "lastOccurred", "lastRepeated", "occurrences", "repeatAfterMs"];

/** Whether a record of the state is a notice. */
export const isNotice = (value: unknown): value is Notice =>
  isRecord(value) &&
  noticeTexts.every((name) => typeof value[name] === "string") &&
  noticeNumbers.every((name) => typeof value[name] === "number");

/** Which notices are meant; what is left out does not restrict. */
export interface NoticeFilter {
  /** Public notices and those of this user. */
  readonly userId?: number;
  readonly types?: ReadonlySet<string>;
  readonly keys?: ReadonlySet<string>;
  /** Only those that repeated later than this. */
  readonly after?: Micros;
}

/** How long a notice is kept after it last occurred. @source pebble 1.32, seen: `expire-after` of every notice */
export const expireAfterMs = 168 * 3600 * 1000;

const expireAfter = formatDurationMs(expireAfterMs);

/** Whether the notice has been quiet for so long that it no longer counts. */
export const isExpired = (notice: Notice, now: Micros): boolean =>
  now - notice.lastOccurred > expireAfterMs * 1000;

/** Whether the filter lets the notice through. */
export const matchesFilter = (notice: Notice, filter: NoticeFilter): boolean =>
  (filter.userId === undefined || notice.userId === undefined || notice.userId === filter.userId) &&
  (filter.types?.has(notice.type) ?? true) &&
  (filter.keys?.has(notice.key) ?? true) &&
  (filter.after === undefined || notice.lastRepeated > filter.after);

/** The notice as clients see it. */
export const toWireNotice = (notice: Notice): WireNotice => {
  const last = formatTime(notice.lastOccurred);
  // Most notices occurred once, so most of the printing of times, which is what a long list costs, is spared.
  const orLast = (time: Micros): string => (time === notice.lastOccurred ? last : formatTime(time));
  return {
    id: notice.id,
    "user-id": notice.userId ?? null,
    type: notice.type,
    key: notice.key,
    "first-occurred": orLast(notice.firstOccurred),
    "last-occurred": last,
    "last-repeated": orLast(notice.lastRepeated),
    occurrences: notice.occurrences,
    ...(notice.lastData === undefined ? {} : { "last-data": notice.lastData }),
    ...(notice.repeatAfterMs === 0 ? {} : { "repeat-after": formatDurationMs(notice.repeatAfterMs) }),
    "expire-after": expireAfter,
  };
};
