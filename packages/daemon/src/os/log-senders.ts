import { hostname } from "node:os";
import type { LogSenders, LogSocket, SyslogAddress } from "../managers/log-targets/senders.ts";
import { createHttpPost } from "./http-post.ts";

/** A socket whose code is loaded when something is sent: most plans have no syslog target. */
const openLazily = (address: SyslogAddress): LogSocket => {
  let socket: LogSocket | undefined;
  return {
    send: async (messages, signal) => {
      const { openLogSocket } = await import("./log-socket.ts");
      socket ??= openLogSocket(address);
      await socket.send(messages, signal);
    },
    close: () => socket?.close(),
  };
};

/**
 * The real ways to receivers of logs.
 * @param environment says which proxy leads to those that speak HTTP
 */
export const createLogSenders = (environment: Readonly<Record<string, string>>): LogSenders => ({
  postHttp: createHttpPost(environment),
  openSocket: openLazily,
  get hostName() {
    return hostname();
  },
});
