import { formatDurationMs, Notice, NoticeAdded, Notices, type NoticesRequest } from "@cobble/wire";
import type { NoticeCalls } from "./client.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

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
