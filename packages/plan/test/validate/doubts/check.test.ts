import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { warningsOf } from "../findings.ts";

const doubts = (fields: string): readonly string[] =>
  warningsOf(`checks:\n  a: {override: replace, ${fields}}\n`).map(
    ({ path, message }) => `${path}: ${message}`,
  );

describe("what is odd about a check", () => {
  const odd: readonly (readonly [fields: string, doubt: string])[] = [
    ["http: {url: 'localhost:80'}", 'checks.a.http.url: check "a" cannot GET "localhost:80"'],
    ["http: {url: 'ftp://x'}", 'checks.a.http.url: check "a" cannot GET "ftp://x"'],
    ["tcp: {port: 70000}", 'checks.a.tcp.port: check "a" cannot connect to port 70000'],
    ["tcp: {port: -1}", 'checks.a.tcp.port: check "a" cannot connect to port -1'],
    ["tcp: {port: 1}, threshold: -1", 'checks.a.threshold: threshold of check "a" is negative'],
    ["tcp: {port: 1}, timeout: -1s", 'checks.a.timeout: timeout of "a" is negative'],
    [
      "exec: {command: 'a | b'}",
      'checks.a.exec.command: no shell runs the command of check "a": "|" is passed to it as an argument',
    ],
  ];
  for (const [fields, doubt] of odd) {
    it(`is told: ${fields}`, () => {
      assert.deepEqual(doubts(fields), [doubt]);
    });
  }

  for (const fields of [
    "http: {url: 'HTTPS://x'}",
    "tcp: {port: 65535}",
    "exec: {command: 'test -f x'}, threshold: 0",
    "exec: {command: 'a [ b'}",
  ]) {
    it(`is nothing: ${fields}`, () => {
      assert.deepEqual(doubts(fields), []);
    });
  }
});
