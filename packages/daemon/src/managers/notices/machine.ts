import type { Micros } from "@cobble/wire";
import type { Notice, NoticeData } from "./notice.ts";

/** One more time that something happened. */
export interface Occurrence {
  readonly at: Micros;
  readonly data: NoticeData | undefined;
  readonly repeatAfterMs: number;
}

/** The fields of a notice that never change. */
export type NoticeIdentity = Pick<Notice, "id" | "userId" | "type" | "key">;

/** What follows from an occurrence: `repeated` moves the notice to the end of the list and wakes who waits for it. */
export interface NoticeStep {
  readonly notice: Notice;
  readonly repeated: boolean;
}

/** The first occurrence of a notice. */
export const firstOccurrence = (identity: NoticeIdentity, occurrence: Occurrence): NoticeStep => ({
  notice: {
    ...identity,
    firstOccurred: occurrence.at,
    lastOccurred: occurrence.at,
    lastRepeated: occurrence.at,
    occurrences: 1,
    lastData: occurrence.data,
    repeatAfterMs: occurrence.repeatAfterMs,
  },
  repeated: true,
});

/**
 * A later occurrence of a notice: it repeats unless its newest repeat-after says that it is too soon. Data and
 * repeat-after are always those of the latest occurrence.
 * @source pebble 1.32, docs/reference/notices.md; seen: the repeat-after given with an occurrence decides about itself
 */
export const nextOccurrence = (notice: Notice, occurrence: Occurrence): NoticeStep => {
  const repeated =
    occurrence.repeatAfterMs === 0 || occurrence.at > notice.lastRepeated + occurrence.repeatAfterMs * 1000;
  return {
    notice: {
      ...notice,
      lastOccurred: occurrence.at,
      lastRepeated: repeated ? occurrence.at : notice.lastRepeated,
      occurrences: notice.occurrences + 1,
      lastData: occurrence.data,
      repeatAfterMs: occurrence.repeatAfterMs,
    },
    repeated,
  };
};
