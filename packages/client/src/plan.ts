import { PlanText } from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { withQuery } from "./query.ts";
import type { Requester } from "./requester.ts";

/** `/v1/plan`. */
export interface PlanCalls {
  /** The combined plan as YAML. */
  get(options?: CallOptions): Promise<string>;
}

/** The calls of `/v1/plan`. */
export const planCalls = (requester: Requester): PlanCalls => ({
  get: (options) =>
    requester.get({ target: withQuery("/v1/plan", { format: "yaml" }), schema: PlanText, options }),
});
