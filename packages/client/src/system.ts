import { Stats, SystemInfo } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { askExtension } from "./extension.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** `/v1/system-info` and `/v1/stats`. */
export interface SystemCalls {
  info(options?: CallOptions): Promise<SystemInfo>;
  /**
   * What the supervisor and its services use. The reference does not have it.
   * @param names all services when empty or absent
   * @throws {UnsupportedError} when the supervisor has no such figures
   */
  stats(names?: readonly string[], options?: CallOptions): Promise<Stats>;
}

/** The calls of `/v1/system-info`. */
export const systemCalls = (requester: Requester): SystemCalls => ({
  info: (options) => requester.get({ target: "/v1/system-info", schema: SystemInfo, options }),
  stats: (names = [], options) =>
    askExtension("tell what services use", () => {
      const target = withQuery("/v1/stats", { names: names.join(",") || undefined });
      return requester.get({ target, schema: Stats, options });
    }),
});
