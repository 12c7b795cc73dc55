import { describe, expect, it } from "bun:test";
import { SendError } from "../../../src/errors.ts";
import type { LogBatch, ServiceLines } from "../../../src/managers/log-targets/batch.ts";
import {
  countOctets,
  createSyslogDelivery,
  syslogMessages,
} from "../../../src/managers/log-targets/syslog.ts";
import { batchOf, run, someTime } from "./batches.ts";

const only = (batch: LogBatch): ServiceLines => {
  const [lines] = batch;
  if (lines === undefined) throw new Error("the batch is empty");
  return lines;
};
const messages = (batch: LogBatch, host = "here"): readonly string[] =>
  syslogMessages(only(batch), host).map((message) => Buffer.from(message).toString("latin1"));

describe("lines as messages of syslog", () => {
  it("have time, host, service and labels, and the bytes of the line as they are", () => {
    const bytes = Buffer.concat([Buffer.from("one\n\n"), Buffer.from([0xff, 9, 10])]);
    expect(messages(batchOf([{ ...run("web"), bytes }], { owner: "me", zed: 'a]b"c\\d' }))).toEqual([
      '<13>1 2026-01-02T03:04:05.678Z here web - - [pebble@28978 owner="me" zed="a\\]b\\"c\\\\d"] one',
      '<13>1 2026-01-02T03:04:05.678Z here web - - [pebble@28978 owner="me" zed="a\\]b\\"c\\\\d"] ',
      '<13>1 2026-01-02T03:04:05.678Z here web - - [pebble@28978 owner="me" zed="a\\]b\\"c\\\\d"] \xff\t',
    ]);
  });

  it("have no more decimals in their time than it needs", () => {
    const at = (micros: number): string => messages(batchOf([{ ...run("web", "x"), time: micros }]))[0] ?? "";
    expect(at(someTime - 8901)).toStartWith("<13>1 2026-01-02T03:04:05.67Z here");
    expect(at(someTime - 678_901)).toStartWith("<13>1 2026-01-02T03:04:05Z here");
  });

  it("have a header that receivers can read, whatever services and labels are called", () => {
    const [message] = messages(batchOf([run("my sérvice", "x")], { 'a b="]é': "new\nline" }), "");
    expect(message).toBe(
      '<13>1 2026-01-02T03:04:05.678Z - my_s_rvice - - [pebble@28978 a_b____="new\nline"] x',
    );
    const [long] = messages(batchOf([run("s".repeat(99), "x")], { ["l".repeat(99)]: "v" }), "h".repeat(999));
    expect(long).toContain(
      ` ${"h".repeat(255)} ${"s".repeat(48)} - - [pebble@28978 ${"l".repeat(32)}="v"] x`,
    );
  });

  it("are told apart in a stream by their length in bytes", () => {
    expect(Buffer.from(countOctets([Buffer.from("ab"), Buffer.from("é\n")])).toString()).toBe("2 ab3 é\n");
  });
});

describe("a delivery by syslog", () => {
  const deliver = async (isStream: boolean): Promise<readonly string[]> => {
    const sent: string[] = [];
    const socket = {
      send: async (all: readonly Uint8Array[]) =>
        void sent.push(...all.map((each) => Buffer.from(each).toString())),
      close: () => void sent.push("closed"),
    };
    const delivery = createSyslogDelivery(socket, { hostName: "here", isStream });
    expect(
      await delivery.send(batchOf([run("a", "1"), run("b", "2")]), new AbortController().signal),
    ).toEqual({
      type: "sent",
    });
    delivery.close();
    return sent;
  };

  it("sends a datagram for each line, or all of them one after the other", async () => {
    const [a, b] = ["a", "b"].map(
      (name, at) => `<13>1 2026-01-02T03:04:05.678Z here ${name} - - [pebble@28978] ${at + 1}`,
    );
    expect(await deliver(false)).toEqual([`${a}`, `${b}`, "closed"]);
    expect(await deliver(true)).toEqual([`58 ${a}58 ${b}`, "closed"]);
  });

  it("fails in the words of the socket, and passes on a fault of ours", async () => {
    const failing = (error: Error) =>
      createSyslogDelivery(
        { send: () => Promise.reject(error), close: () => undefined },
        { hostName: "here", isStream: true },
      ).send(batchOf([run("a", "1")]), new AbortController().signal);
    expect(await failing(new SendError("cannot connect"))).toEqual({
      type: "failed",
      reason: "cannot connect",
    });
    expect(failing(new TypeError("oops"))).rejects.toThrow("oops");
  });
});
