import {
  formatDurationMs,
  Notice,
  NoticeAdded,
  Notices,
  type NoticesRequest,
  type NoticeType,
} from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** What to ask `/v1/notices` for. */
export interface NoticeFilter {
  readonly users?: "all";
  readonly userId?: number;
  readonly types?: readonly NoticeType[];
  readonly keys?: readonly string[];
  /** Only notices repeated after this RFC 3339 time. */
  readonly after?: string;
  /** Waits that long for the first notice; answers at once when absent. */
  readonly timeoutMs?: number;
}

/** `/v1/notices`. */
export interface NoticeCalls {
  list(filter?: NoticeFilter, options?: CallOptions): Promise<readonly Notice[]>;
  get(id: string, options?: CallOptions): Promise<Notice>;
  /** @returns the id of the notice */
  notify(
    notice: {
      readonly key: string;
      readonly data?: Readonly<Record<string, string>>;
      readonly repeatAfterMs?: number;
    },
    options?: CallOptions,
  ): Promise<string>;
}

const optionalDuration = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : formatDurationMs(ms);

/** The calls of `/v1/notices`. */
export const noticeCalls = (requester: Requester): NoticeCalls => ({
  list: (filter = {}, options) => {
    const target = withQuery("/v1/notices", {
      users: filter.users,
      "user-id": filter.userId,
      types: filter.types,
      keys: filter.keys,
      after: filter.after,
      timeout: optionalDuration(filter.timeoutMs),
    });
    return requester.get({ target, schema: Notices, options });
  },
  get: (id, options) =>
    requester.get({ target: `/v1/notices/${encodeURIComponent(id)}`, schema: Notice, options }),
  notify: async (notice, options) => {
    const repeatAfter = optionalDuration(notice.repeatAfterMs);
    const body: NoticesRequest = {
      action: "add",
      type: "custom",
      key: notice.key,
      ...(repeatAfter === undefined ? {} : { "repeat-after": repeatAfter }),
      ...(notice.data === undefined ? {} : { data: notice.data }),
    };
    return (await requester.post({ target: "/v1/notices", body, schema: NoticeAdded, options })).id;
  },
});
