import { APIError, type Client } from "@cobble/client";
import type { ChangeInfo, Notice } from "@cobble/wire";
import type { Hook } from "../hooks/hook.ts";
import { changeOfNotice, hookNoticeTypes, hookOfNotice } from "../hooks/notice-hooks.ts";
import type { Clock } from "../pod/clock.ts";
import type { Handled } from "../unit/state.ts";

const longPollMs = 30_000;
const retryMs = 500;

/** How far the notices of a container have been turned into hooks. It outlives the supervisor's process. */
export class NoticeCursor {
  #after: string;
  readonly #changes: Set<string>;

  constructor(handled: Handled) {
    this.#after = handled.after;
    this.#changes = new Set(handled.changes);
  }

  /** The time that new notices have to be after; undefined before the first. */
  get after(): string | undefined {
    return this.#after === "" ? undefined : this.#after;
  }

  /** Goes past a notice. */
  pass(notice: Notice): void {
    this.#after = notice["last-repeated"];
  }

  /** Whether a hook is new: the end of one change can be reported more than once. */
  isNew(hook: Hook): boolean {
    if (!("change" in hook)) return true;
    const isNew = !this.#changes.has(hook.change);
    this.#changes.add(hook.change);
    return isNew;
  }
}

/** What {@link watchNotices} watches, and whom it tells. */
export interface NoticeWatch {
  readonly container: string;
  readonly client: Client;
  readonly cursor: NoticeCursor;
  readonly clock: Clock;
  readonly emit: (hook: Hook) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

const pause = ({ clock, signal }: NoticeWatch): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.after(retryMs, resolve);
    signal.addEventListener("abort", () => {
      cancel();
      resolve();
    });
  });

const notFound = 404;

const getChange = async ({ client, signal }: NoticeWatch, id: string): Promise<ChangeInfo | undefined> => {
  try {
    return await client.changes.get(id, { signal });
  } catch (error) {
    if (error instanceof APIError && error.statusCode === notFound) return undefined;
    throw error;
  }
};

/** The change of a notice, unless it has been pruned or its check has been stopped meanwhile. */
const findChange = async (watch: NoticeWatch, notice: Notice): Promise<ChangeInfo | undefined> => {
  const id = changeOfNotice(notice);
  if (id === undefined) return undefined;
  const { client, signal } = watch;
  const change = await getChange(watch, id);
  if (change?.kind !== "recover-check" || change.status !== "Done") return change;
  // Stopping a check ends its change as if it had recovered.
  const name = notice["last-data"]?.["check-name"];
  const [check] = await client.checks.list({ names: [String(name)] }, { signal });
  return check === undefined || check.status === "inactive" ? undefined : change;
};

const takeNotices = async (watch: NoticeWatch): Promise<void> => {
  const { client, container, cursor, signal } = watch;
  const { after } = cursor;
  const notices = await client.notices.list(
    {
      users: "all",
      types: hookNoticeTypes,
      timeoutMs: longPollMs,
      ...(after === undefined ? {} : { after }),
    },
    { signal },
  );
  for (const notice of notices) {
    const change = await findChange(watch, notice);
    const hook = hookOfNotice(notice, { container, ...(change === undefined ? {} : { change }) });
    if (signal.aborted) return;
    cursor.pass(notice);
    if (hook !== undefined && cursor.isNew(hook)) watch.emit(hook);
  }
};

/** Turns a container's notices into hooks as they come, until the signal aborts. Never throws. */
export const watchNotices = async (watch: NoticeWatch): Promise<void> => {
  while (!watch.signal.aborted) {
    try {
      await takeNotices(watch);
    } catch {
      // The supervisor is going away, which its process tells better; or it is busy, and can be asked again.
      await pause(watch);
    }
  }
};
