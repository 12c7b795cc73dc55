import { type Infer, object, string } from "./schema.ts";

/** `GET /v1/system-info` (open). */
export const SystemInfo = object(
  {
    "boot-id": string({ description: "of the machine: it survives restarts of the daemon" }),
    version: string(),
  },
  { "http-address": string(), "https-address": string() },
);
/** `GET /v1/system-info` (open). */
export type SystemInfo = Infer<typeof SystemInfo>;
