import { Stats, SystemInfo } from "@cobble/wire";
import type { SystemCalls } from "./client.ts";
import { askExtension } from "./extension.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** The calls of `/v1/system-info`. */
export const systemCalls = (requester: Requester): SystemCalls => ({
  info: (options) => requester.get({ target: "/v1/system-info", schema: SystemInfo, options }),
  stats: (names = [], options) =>
    askExtension("tell what services use", () => {
      const target = withQuery("/v1/stats", { names: names.join(",") || undefined });
      return requester.get({ target, schema: Stats, options });
    }),
});
