import type { SystemInfo } from "@cobble/wire";
import type { Handler } from "./request.ts";
import { sync } from "./respond.ts";

/** `GET /v1/system-info`: the same for as long as the daemon runs. */
export const createSystemInfoHandler = (info: SystemInfo): Handler => {
  const answer = sync(info);
  return () => answer;
};
