import { hostname } from "node:os";
import type { LogSenders, LogSocket, SyslogAddress } from "../managers/log-targets/senders.ts";
import { postHttp } from "./http-post.ts";

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

/** The real ways to receivers of logs. */
export const createLogSenders = (): LogSenders => ({
  postHttp,
  openSocket: openLazily,
  get hostName() {
    return hostname();
  },
});
