import { hostname } from "node:os";
import type { LogSenders } from "../managers/log-targets/senders.ts";
import { postHttp } from "./http-post.ts";
import { openLogSocket } from "./log-socket.ts";

/** The real ways to receivers of logs. */
export const createLogSenders = (): LogSenders => ({
  postHttp,
  openSocket: openLogSocket,
  get hostName() {
    return hostname();
  },
});
