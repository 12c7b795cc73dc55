import { PlanText } from "@cobble/wire";
import type { PlanCalls } from "./client.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** The calls of `/v1/plan`. */
export const planCalls = (requester: Requester): PlanCalls => ({
  get: (options) =>
    requester.get({ target: withQuery("/v1/plan", { format: "yaml" }), schema: PlanText, options }),
});
