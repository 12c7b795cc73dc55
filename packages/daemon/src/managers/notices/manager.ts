import type { Micros, NoticeEvent, TaskStatus } from "@cobble/wire";
import type { Clock, Timer } from "../../deps.ts";
import type { Change } from "../../engine/change.ts";
import type { EventSink } from "../../event-sink.ts";
import { createIdCounter, type IdCounter } from "../../state/ids.ts";
import { loadRecords } from "../../state/records.ts";
import type { StateStore } from "../../state/store.ts";
import { createChangeNotices } from "./change-notices.ts";
import { firstOccurrence, nextOccurrence, type Occurrence } from "./machine.ts";
import {
  expireAfterMs,
  isExpired,
  isNotice,
  matchesFilter,
  type NewNotice,
  type Notice,
  type NoticeFilter,
} from "./notice.ts";
import { createRecencyList } from "./recency-list.ts";
import { createWaiters, type WaitOptions } from "./waiters.ts";

/** How often notices that have expired are forgotten; they are not listed meanwhile. */
const pruneEveryMs = 10 * 60 * 1000;

/** What became of an occurrence. */
export interface AddedNotice {
  readonly id: string;
  /** Whether it counts as new to who waits; false when it came sooner than its repeat-after. */
  readonly repeated: boolean;
}

/** Remembers what happened, once per user, type and key, and tells who waits for it. */
export interface NoticeManager {
  /** Records an occurrence; it is on disk soon. */
  add(notice: NewNotice): AddedNotice;
  /**
   * Records an occurrence, and settles when it is on disk.
   * @throws {StateError} when it cannot be written; it is remembered all the same
   */
  addDurably(notice: NewNotice): Promise<AddedNotice>;
  /** Records that a change was made or that its status is another; the same status again is not worth a notice. */
  recordChange(change: Change, status: TaskStatus): void;
  /** The notices that the filter lets through, the one that repeated last at the end. */
  list(filter: NoticeFilter): readonly Notice[];
  /** The notice of that id, if it is kept. */
  get(id: string): Notice | undefined;
  /** {@link NoticeManager.list}, but while that is empty waits for a notice; an empty list when time is up. */
  wait(filter: NoticeFilter, options: WaitOptions): Promise<readonly Notice[]>;
  /** When the newest warning last repeated, of those that are kept. */
  latestWarning(): Micros | undefined;
  /** Ends all waiting and the pruning, and writes down where the ids stand. */
  stop(): void;
}

const warning = "warning";

type NoticeKey = Pick<Notice, "userId" | "type" | "key">;

const indexKey = (notice: NoticeKey): string => `${notice.userId ?? ""}\0${notice.type}\0${notice.key}`;

const noticeEvent = ({ id, userId, type, key, occurrences }: Notice): NoticeEvent => ({
  id,
  "user-id": userId ?? null,
  type,
  key,
  occurrences,
});

/** What the manager needs from outside. */
interface NoticeDeps {
  readonly clock: Clock;
  readonly store: StateStore;
  readonly events: EventSink;
}

class Notices implements NoticeManager {
  readonly #clock: Clock;
  readonly #events: EventSink;
  readonly #store: StateStore;
  readonly #ids: IdCounter;
  readonly #notices = createRecencyList<Notice>();
  readonly #idByKey = new Map<string, string>();
  readonly #noticesOf = createChangeNotices();
  readonly #waiters: ReturnType<typeof createWaiters>;
  #latest: Micros = 0;
  /** Kept beside the notices because every answer tells it. */
  #latestWarning: Micros | undefined;
  #pruneTimer: Timer | undefined;

  constructor(deps: NoticeDeps) {
    this.#clock = deps.clock;
    this.#events = deps.events;
    this.#store = deps.store;
    this.#ids = createIdCounter(deps.store, "notice");
    this.#waiters = createWaiters(deps.clock);
    const stored = loadRecords(deps.store, "notice", isNotice).map(([, notice]) => notice);
    for (const notice of stored.toSorted((a, b) => a.lastRepeated - b.lastRepeated)) {
      this.#notices.touch(notice.id, notice);
      this.#idByKey.set(indexKey(notice), notice.id);
      this.#latest = Math.max(this.#latest, notice.lastRepeated);
      if (notice.type === warning) this.#latestWarning = notice.lastRepeated;
    }
    this.#prune();
  }

  add(notice: NewNotice): AddedNotice {
    const occurrence: Occurrence = {
      at: this.#nextTime(),
      data: notice.data,
      repeatAfterMs: notice.repeatAfterMs ?? 0,
    };
    const known = this.#find(notice, occurrence.at);
    const { type, key } = notice;
    const step =
      known === undefined
        ? firstOccurrence({ id: this.#ids.next(), userId: notice.userId, type, key }, occurrence)
        : nextOccurrence(known, occurrence);
    this.#keep(step.notice, step.repeated);
    return { id: step.notice.id, repeated: step.repeated };
  }

  async addDurably(notice: NewNotice): Promise<AddedNotice> {
    const added = this.add(notice);
    await this.#store.commit({ progress: false });
    return added;
  }

  recordChange(change: Change, status: TaskStatus): void {
    for (const notice of this.#noticesOf(change, status)) this.add(notice);
  }

  list(filter: NoticeFilter): readonly Notice[] {
    const now = this.#clock.now();
    const lets = (notice: Notice): boolean => matchesFilter(notice, filter) && !isExpired(notice, now);
    const found: Notice[] = [];
    if (filter.after === undefined) {
      for (const notice of this.#notices.oldestFirst()) if (lets(notice)) found.push(notice);
      return found;
    }
    // A client that polls asks for the few newest: the many that it has seen are not looked at.
    for (const notice of this.#notices.newestFirst()) {
      if (notice.lastRepeated <= filter.after) break;
      if (lets(notice)) found.push(notice);
    }
    return found.reverse();
  }

  get(id: string): Notice | undefined {
    const notice = this.#notices.get(id);
    return notice === undefined || isExpired(notice, this.#clock.now()) ? undefined : notice;
  }

  async wait(filter: NoticeFilter, options: WaitOptions): Promise<readonly Notice[]> {
    const found = this.list(filter);
    if (found.length > 0) return found;
    await this.#waiters.wait(filter, options);
    return this.list(filter);
  }

  latestWarning(): Micros | undefined {
    return this.#latestWarning;
  }

  stop(): void {
    this.#pruneTimer?.cancel();
    this.#pruneTimer = undefined;
    this.#waiters.wakeAll();
    this.#ids.release();
  }

  /** Later than every time given before, even when the clock was set back or the daemon started again. */
  #nextTime(): Micros {
    this.#latest = Math.max(this.#latest + 1, this.#clock.now());
    return this.#latest;
  }

  #find(key: NoticeKey | NewNotice, now: Micros): Notice | undefined {
    const id = this.#idByKey.get(indexKey({ userId: key.userId, type: key.type, key: key.key }));
    const notice = id === undefined ? undefined : this.#notices.get(id);
    if (notice === undefined || !isExpired(notice, now)) return notice;
    this.#forget(notice);
    return undefined;
  }

  #keep(notice: Notice, repeated: boolean): void {
    this.#idByKey.set(indexKey(notice), notice.id);
    this.#store.put("notice", notice.id, notice);
    this.#pruneTimer ??= this.#clock.after(pruneEveryMs, () => this.#prune());
    if (!repeated) {
      this.#notices.replace(notice.id, notice);
      return;
    }
    this.#notices.touch(notice.id, notice);
    if (notice.type === warning) this.#latestWarning = notice.lastRepeated;
    this.#waiters.announce(notice);
    this.#events.publish({ type: "notice", notice: noticeEvent(notice) });
  }

  #forget(notice: Notice): void {
    this.#notices.remove(notice.id);
    this.#idByKey.delete(indexKey(notice));
    this.#store.remove("notice", notice.id);
    if (notice.lastRepeated === this.#latestWarning) {
      const left = this.list({ types: new Set([warning]) });
      this.#latestWarning = left.at(-1)?.lastRepeated;
    }
  }

  #prune(): void {
    const now = this.#clock.now();
    const old: Notice[] = [];
    for (const notice of this.#notices.oldestFirst()) {
      // A notice occurs no earlier than it repeats, so from here on none has expired.
      if (now - notice.lastRepeated <= expireAfterMs * 1000) break;
      if (isExpired(notice, now)) old.push(notice);
    }
    for (const notice of old) this.#forget(notice);
    const again = this.#notices.size > 0;
    this.#pruneTimer = again ? this.#clock.after(pruneEveryMs, () => this.#prune()) : undefined;
  }
}

/** Makes the manager, with the notices that the store holds. */
export const createNoticeManager = (deps: NoticeDeps): NoticeManager => new Notices(deps);
