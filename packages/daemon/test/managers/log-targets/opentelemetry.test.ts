import { describe, expect, it } from "bun:test";
import { openTelemetryBody, openTelemetryForm } from "../../../src/managers/log-targets/opentelemetry.ts";
import { otlpFaults } from "../../otlp-json.ts";
import { batchOf, run } from "./batches.ts";

describe("a request to export logs by OTLP", () => {
  it("has a resource for each service, its name first and then the labels", () => {
    const body = openTelemetryBody(
      batchOf([run("web", "one", "two"), run("db", "x")], { owner: "me", a: "" }),
    );
    const record = (text: string): string =>
      `{"timeUnixNano":"1767323045678000000","body":{"stringValue":"${text}"}}`;
    const resource = (service: string, ...records: readonly string[]): string =>
      `{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"${service}"}},` +
      '{"key":"owner","value":{"stringValue":"me"}},{"key":"a","value":{"stringValue":""}}]},' +
      `"scopeLogs":[{"scope":{"name":"pebble"},"logRecords":[${records.join(",")}]}]}`;
    expect(body).toBe(
      `{"resourceLogs":[${resource("db", record("x"))},${resource("web", record("one"), record("two"))}]}`,
    );
  });

  it("is what the protocol defines, whatever was written", () => {
    const junk = { ...run("web"), bytes: Buffer.from([0xff, 0, 10, 0xed, 0xa0, 0x80, 9, 10]) };
    const body: unknown = JSON.parse(openTelemetryBody(batchOf([junk, run("web", "\u2028")], { a: "é" })));
    expect(otlpFaults(body)).toEqual([]);
    const bad = {
      resourceLogs: [{ scopeLogs: [{ logRecords: [{ timeUnixNano: 1, body: {}, level: "x" }] }] }],
    };
    expect(otlpFaults(bad)).toHaveLength(3);
  });

  it("goes to the path of the API under the location, whatever that ends with", () => {
    expect(openTelemetryForm("http://otel:4318").url).toBe("http://otel:4318/v1/logs");
    expect(openTelemetryForm("http://otel:4318/").url).toBe("http://otel:4318//v1/logs");
  });

  const answers: readonly (readonly [answer: string, complaint: string | undefined])[] = [
    ["", undefined],
    ["{}", undefined],
    ['{"partialSuccess":{}}', undefined],
    ['{"partialSuccess":{"rejectedLogRecords":"0","errorMessage":""}}', undefined],
    [
      '{"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"too old"}}',
      "server rejected 3 logs: too old",
    ],
    ['{"partialSuccess":{"rejectedLogRecords":3}}', "server rejected 3 logs"],
    ['{"partialSuccess":{"errorMessage":"slow down"}}', "server rejected 0 logs: slow down"],
    ["thanks", undefined],
    ["null", undefined],
  ];
  for (const [answer, complaint] of answers) {
    it(`tells of what the receiver left out, from the answer ${JSON.stringify(answer)}`, () => {
      expect(openTelemetryForm("http://x").complaint?.(answer)).toBe(complaint);
    });
  }
});
