import { Health } from "@cobble/wire";
import type { HealthCalls } from "./client.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** The calls of `/v1/health`. */
export const healthCalls = (requester: Requester): HealthCalls => ({
  get: async (filter = {}, options) => {
    const target = withQuery("/v1/health", { level: filter.level, names: filter.names });
    return (await requester.get({ target, schema: Health, options })).healthy;
  },
});
