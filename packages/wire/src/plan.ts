import { string } from "./schema.ts";

/** The answer of `GET /v1/plan?format=yaml` (admin): the combined plan as canonical YAML. */
export const PlanText = string();
