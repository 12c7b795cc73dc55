import type { HttpPost, LogSenders, SyslogAddress } from "@cobble/daemon/core";

/** Logs that were sent to a receiver. */
export type SentLogs =
  | ({ readonly type: "http" } & Pick<HttpPost, "url" | "headers" | "body">)
  | { readonly type: "syslog"; readonly address: SyslogAddress; readonly messages: readonly string[] };

/** Ways to receivers of logs that keep what is sent. */
export const createTestLogSenders = (onSend: (sent: SentLogs) => void): LogSenders => ({
  postHttp: ({ url, headers, body }) => {
    onSend({ type: "http", url, headers, body });
    return Promise.resolve({ status: 204, statusText: "No Content", retryAfter: undefined, text: "" });
  },
  openSocket: (address) => ({
    send: (messages) => {
      const decoder = new TextDecoder();
      onSend({ type: "syslog", address, messages: messages.map((message) => decoder.decode(message)) });
      return Promise.resolve();
    },
    close: () => undefined,
  }),
  hostName: "test",
});
