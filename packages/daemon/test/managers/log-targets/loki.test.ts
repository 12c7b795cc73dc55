import { describe, expect, it } from "bun:test";
import { lokiBody, lokiForm } from "../../../src/managers/log-targets/loki.ts";
import { lokiFaults } from "../../loki-json.ts";
import { batchOf, run } from "./batches.ts";

describe("a push to Loki", () => {
  it("has a stream for each service, with its labels in order of name", () => {
    const body = lokiBody(
      batchOf([run("web", "one", '<b> "x" \\'), run("db", "")], { zed: "1", owner: "me" }),
    );
    expect(body).toBe(
      '{"streams":[' +
        '{"stream":{"owner":"me","pebble_service":"db","zed":"1"},"values":[["1767323045678000000",""]]},' +
        '{"stream":{"owner":"me","pebble_service":"web","zed":"1"},"values":[' +
        '["1767323045678000000","one"],["1767323045678000000","<b> \\"x\\" \\\\"]]}]}',
    );
  });

  it("is what Loki understands, whatever was written", () => {
    const junk = { ...run("web"), bytes: Buffer.from([0xff, 0, 10, 0xed, 0xa0, 0x80, 9, 10]) };
    const body: unknown = JSON.parse(
      lokiBody(batchOf([junk, run("web", "\u2028"), run("db", "x")], { a: "é" })),
    );
    expect(lokiFaults(body)).toEqual([]);
    expect(lokiFaults({ streams: [{ stream: { "a-b": "x" }, values: [[1, "x"]] }] })).toHaveLength(2);
  });

  it("goes to the location as it stands", () => {
    const { url, contentType } = lokiForm("http://loki:3100/loki/api/v1/push?x=1");
    expect([url, contentType]).toEqual([
      "http://loki:3100/loki/api/v1/push?x=1",
      "application/json; charset=utf-8",
    ]);
  });
});
