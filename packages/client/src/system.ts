import { SystemInfo } from "@cobble/wire";
import type { SystemCalls } from "./client.ts";
import type { Requester } from "./requester.ts";

/** The calls of `/v1/system-info`. */
export const systemCalls = (requester: Requester): SystemCalls => ({
  info: (options) => requester.get({ target: "/v1/system-info", schema: SystemInfo, options }),
});
