import { type Infer, object, string } from "./schema.ts";

/** One line of `GET /v1/logs?services=&n=&follow=` (read), sent as JSON Lines (`application/x-ndjson`). */
export const LogEntry = object({
  time: string({ description: "RFC 3339 with three decimals, UTC" }),
  service: string(),
  message: string({ description: "without its line end" }),
});
/** One line of `GET /v1/logs`. */
export type LogEntry = Infer<typeof LogEntry>;

/** How many lines `GET /v1/logs` gives when `n` is absent. */
export const defaultLogLines = 30;
