import { describe, expect, it } from "bun:test";
import { emptyLogTarget, type LogTarget } from "@cobble/plan";
import { LogTargetError } from "../../../src/errors.ts";
import { createDelivery } from "../../../src/managers/log-targets/create-delivery.ts";
import type { SyslogAddress } from "../../../src/managers/log-targets/senders.ts";
import { batchOf, run } from "./batches.ts";

/** Where a target's lines are sent to. */
const receiverOf = async (type: LogTarget["type"], location: string): Promise<string | SyslogAddress> => {
  let receiver: string | SyslogAddress = "";
  const delivery = createDelivery(
    { ...emptyLogTarget("t"), type, location },
    {
      userAgent: "",
      nowMs: () => 0,
      senders: {
        hostName: "here",
        postHttp: async ({ url }) => {
          receiver = url;
          return { status: 204, statusText: "", retryAfter: undefined, text: "" };
        },
        openSocket: (address) => {
          receiver = address;
          return { send: () => Promise.resolve(), close: () => undefined };
        },
      },
    },
  );
  await delivery.send(batchOf([run("web", "x")]), new AbortController().signal);
  return receiver;
};

describe("a log target's receiver", () => {
  it("is at the location of the plan", async () => {
    expect(await receiverOf("loki", "http://h:3100/push")).toBe("http://h:3100/push");
    expect(await receiverOf("loki", "https://user:pass@h/push")).toBe("https://user:pass@h/push");
    expect(await receiverOf("opentelemetry", "http://[::1]:4318")).toBe("http://[::1]:4318/v1/logs");
    expect(await receiverOf("syslog", "TCP://h:514")).toEqual({ transport: "tcp", host: "h", port: 514 });
    expect(await receiverOf("syslog", "udp://[::1]:514/")).toEqual({
      transport: "udp",
      host: "::1",
      port: 514,
    });
  });

  const wrong: readonly (readonly [type: LogTarget["type"], location: string, form: string])[] = [
    ["loki", "tcp://h:1", "http://host:3100/loki/api/v1/push"],
    ["loki", "h", "http://host:3100/loki/api/v1/push"],
    ["loki", "http://[::1", "http://host:3100/loki/api/v1/push"],
    ["loki", "http:///push", "http://host:3100/loki/api/v1/push"],
    ["opentelemetry", "", "http://host:4318"],
    ["syslog", "http://h:1", "tcp://host:port"],
    ["syslog", "h:1", "tcp://host:port"],
    ["syslog", "tcp://h", "tcp://host:port"],
    ["syslog", "tcp://h:99999", "tcp://host:port"],
    ["syslog", "udp://h:1/path", "tcp://host:port"],
  ];
  for (const [type, location, form] of wrong) {
    it(`is told to be none, with what would be right: ${type} at "${location}"`, () => {
      const words = `invalid ${type} server location ${JSON.stringify(location)}, must be in form "${form}"`;
      expect(receiverOf(type, location)).rejects.toThrow(words);
      expect(receiverOf(type, location)).rejects.toThrow(LogTargetError);
    });
  }

  it("is none without a type", () => {
    expect(receiverOf("", "http://h")).rejects.toThrow('log target "t" has no type');
  });
});
