import { type CheckLevel, Health } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** `/v1/health`. */
export interface HealthCalls {
  get(
    filter?: { readonly level?: CheckLevel; readonly names?: readonly string[] },
    options?: CallOptions,
  ): Promise<boolean>;
}

/** The calls of `/v1/health`. */
export const healthCalls = (requester: Requester): HealthCalls => ({
  get: async (filter = {}, options) => {
    const target = withQuery("/v1/health", { level: filter.level, names: filter.names });
    return (await requester.get({ target, schema: Health, options })).healthy;
  },
});
