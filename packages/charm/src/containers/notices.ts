import { parseDurationMs, type Notice as WireNotice } from "@cobble/wire";

/** Something that the supervisor recorded, once or again and again. */
export interface Notice {
  readonly id: string;
  /** Whose it is; absent when it is everybody's. */
  readonly userId?: number;
  /** `custom`, `change-update` or `warning`. */
  readonly type: string;
  /** What it is about: `DOMAIN/PATH` for a custom notice. */
  readonly key: string;
  readonly firstOccurred: Date;
  readonly lastOccurred: Date;
  /** When it was last passed on, which `repeatAfterMs` makes rarer than its occurrences. */
  readonly lastRepeated: Date;
  readonly occurrences: number;
  /** The data of the last occurrence. */
  readonly lastData: Readonly<Record<string, string>>;
  readonly repeatAfterMs?: number;
  readonly expireAfterMs?: number;
}

const textsOf = (data: WireNotice["last-data"]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [key, String(value)]));

/** Reads a notice as the API tells it. */
export const readNotice = (notice: WireNotice): Notice => {
  const userId = notice["user-id"];
  const repeatAfter = notice["repeat-after"];
  const expireAfter = notice["expire-after"];
  return {
    id: notice.id,
    ...(userId === null ? {} : { userId }),
    type: notice.type,
    key: notice.key,
    firstOccurred: new Date(notice["first-occurred"]),
    lastOccurred: new Date(notice["last-occurred"]),
    lastRepeated: new Date(notice["last-repeated"]),
    occurrences: notice.occurrences,
    lastData: textsOf(notice["last-data"]),
    ...(repeatAfter === undefined ? {} : { repeatAfterMs: parseDurationMs(repeatAfter) }),
    ...(expireAfter === undefined ? {} : { expireAfterMs: parseDurationMs(expireAfter) }),
  };
};
