import { boolean, type Infer, object } from "./schema.ts";

/** `GET /v1/health?level=&names=` (open): status 200 when healthy, 502 when not, this result in both. */
export const Health = object({ healthy: boolean() });
/** `GET /v1/health?level=&names=` (open). */
export type Health = Infer<typeof Health>;
