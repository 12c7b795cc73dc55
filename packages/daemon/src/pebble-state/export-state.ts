import { decode, formatTime, Identity, type Micros } from "@cobble/wire";
import { isChange } from "../engine/change.ts";
import { isNotice } from "../managers/notices/notice.ts";
import { isRecord, loadRecords } from "../state/records.ts";
import type { StateStore } from "../state/store.ts";
import { fromChanges } from "./changes.ts";
import { fromNotices } from "./notices.ts";

const highest = (ids: readonly string[]): number =>
  ids.reduce((most, id) => Math.max(most, Number(id) || 0), 0);

/**
 * Writes what the store holds as the reference's state file.
 * @param now when this is done: the time at which cut off work counts as failed
 * @throws {StateError} when a record is damaged
 */
export const exportState = (store: StateStore, now: Micros): string => {
  const changes = loadRecords(store, "change", isChange).map(([, change]) => change);
  const notices = loadRecords(store, "notice", isNotice).map(([, notice]) => notice);
  const identities = loadRecords(store, "identity", isRecord).map(
    ([name, value]) => [name, decode(Identity, value, `identity ${name}`)] as const,
  );
  const next = new Map(
    loadRecords(store, "meta", isRecord).map(([name, { next: id }]) => [name, Number(id)]),
  );
  const lastId = (name: string, ids: readonly string[]): number =>
    Math.max((next.get(name) ?? 1) - 1, highest(ids));
  const work = fromChanges(changes, now);
  return JSON.stringify({
    data: {
      ...(identities.length === 0 ? {} : { identities: Object.fromEntries(identities) }),
      "patch-level": 2,
      "patch-sublevel": 0,
      "start-of-operation-time": formatTime(now),
    },
    ...work,
    notices: fromNotices(notices),
    "last-change-id": lastId("change", Object.keys(work.changes)),
    "last-task-id": lastId("task", Object.keys(work.tasks)),
    "last-lane-id": 0,
    "last-notice-id": lastId(
      "notice",
      notices.map(({ id }) => id),
    ),
  });
};
