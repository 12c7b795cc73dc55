import { parseDurationMs, type Notice as WireNotice } from "@cobble/wire";
import { type Notice, toWireNotice } from "../managers/notices/notice.ts";
import type { PebbleNotice, PebbleState } from "./schema.ts";
import { readTime } from "./times.ts";

const toNotice = (notice: PebbleNotice): Notice => {
  const time = (name: "first-occurred" | "last-occurred" | "last-repeated") =>
    readTime(notice[name], `notice ${notice.id}.${name}`);
  return {
    id: notice.id,
    userId: notice["user-id"] ?? undefined,
    type: notice.type,
    key: notice.key,
    firstOccurred: time("first-occurred"),
    lastOccurred: time("last-occurred"),
    lastRepeated: time("last-repeated"),
    occurrences: notice.occurrences,
    lastData: notice["last-data"],
    repeatAfterMs: notice["repeat-after"] === undefined ? 0 : parseDurationMs(notice["repeat-after"]),
  };
};

/**
 * The notices of the reference's state file, as ours. No two have the same time of repeating here, as clients go on from
 * it; the file has nanoseconds, and what falls on one microsecond moves apart.
 * @throws {StateError} when a time is none
 */
export const toNotices = (state: PebbleState): readonly Notice[] => {
  const notices = (state.notices ?? []).map(toNotice).sort((a, b) => a.lastRepeated - b.lastRepeated);
  let last = 0;
  return notices.map((notice) => {
    last = Math.max(last + 1, notice.lastRepeated);
    return { ...notice, lastRepeated: last };
  });
};

/** Our notices as the reference's state file has them. */
export const fromNotices = (notices: readonly Notice[]): readonly WireNotice[] => notices.map(toWireNotice);
