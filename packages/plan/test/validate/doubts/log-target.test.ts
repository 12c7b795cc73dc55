import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { warningsOf } from "../findings.ts";

const doubts = (fields: string): readonly string[] =>
  warningsOf(`log-targets:\n  a: {override: replace, ${fields}}\n`).map(
    ({ path, message, hint = "" }) => `${path}: ${message} (${hint})`,
  );

describe("what is odd about a log target", () => {
  const odd: readonly (readonly [fields: string, doubt: string])[] = [
    [
      "type: syslog, location: 'http://x', services: [all]",
      'log-targets.a.location: log target "a" cannot send to "http://x" as syslog (an address of the form "tcp://HOST:PORT" or "udp://HOST:PORT")',
    ],
    [
      "type: syslog, location: 'tcp://x', services: [all]",
      'log-targets.a.location: log target "a" cannot send to "tcp://x" as syslog (an address of the form "tcp://HOST:PORT" or "udp://HOST:PORT")',
    ],
    [
      "type: loki, location: 'tcp://x', services: [all]",
      'log-targets.a.location: log target "a" cannot send to "tcp://x" as loki (an address that begins with "http://" or "https://")',
    ],
    [
      "type: opentelemetry, location: 'x:4318', services: [all]",
      'log-targets.a.location: log target "a" cannot send to "x:4318" as opentelemetry (an address that begins with "http://" or "https://")',
    ],
    [
      "type: loki, location: 'http://x'",
      'log-targets.a: log target "a" is sent nothing: it has no services (services: [all])',
    ],
  ];
  for (const [fields, doubt] of odd) {
    it(`is told: ${fields}`, () => {
      assert.deepEqual(doubts(fields), [doubt]);
    });
  }

  for (const fields of [
    "type: syslog, location: 'UDP://x:514', services: [all]",
    "type: loki, location: 'https://x/loki/api/v1/push', services: [-all, all]",
  ]) {
    it(`is nothing: ${fields}`, () => {
      assert.deepEqual(doubts(fields), []);
    });
  }
});
