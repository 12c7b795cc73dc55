import { array, type Infer, object, string } from "./schema.ts";

/** Body of `POST /v1/signals` (admin); answered by `true`. */
export const SignalsRequest = object({}, { signal: string(), services: array(string()) });
/** Body of `POST /v1/signals` (admin); answered by `true`. */
export type SignalsRequest = Infer<typeof SignalsRequest>;
