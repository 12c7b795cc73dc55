import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { warningsOf } from "../findings.ts";

const doubts = (fields: string): readonly string[] =>
  warningsOf(`services:
  a:
    override: replace
    ${fields}
  other: {override: replace, command: c}
checks:
  alive: {override: replace, tcp: {port: 1}}
`).map(({ path, message, line, column, hint = "" }) => `${line}:${column} ${path}: ${message} (${hint})`);

describe("what is odd about a service", () => {
  const odd: readonly (readonly [fields: string, doubt: string])[] = [
    [
      "command: c\n    startup: enable",
      '5:14 services.a.startup: startup "enable" of service "a" counts as "disabled" (did you mean "enabled"?)',
    ],
    ["command: '  '", '4:14 services.a.command: the command of service "a" is blank ()'],
    [
      "command: web > /dev/null",
      '4:14 services.a.command: no shell runs the command of service "a": ">" is passed to it as an argument (to have a shell: sh -c \'...\')',
    ],
    [
      "command: a && b",
      '4:14 services.a.command: no shell runs the command of service "a": "&&" is passed to it as an argument (to have a shell: sh -c \'...\')',
    ],
    [
      "command: web [ --port 80",
      '4:14 services.a.command: the "[" in the command of service "a" is not closed (a "]" at the end, after "80")',
    ],
    [
      "command: c\n    after: [other, othr]",
      '5:20 services.a.after: service "othr" in "after" of service "a" does not exist (did you mean "other"?)',
    ],
    ["command: c\n    before: [a]", '5:14 services.a.before: service "a" names itself in "before" ()'],
    [
      "command: c\n    on-check-failure: {aliv: restart, alive: ignore}",
      '5:24 services.a.on-check-failure.aliv: check "aliv" in "on-check-failure" of service "a" does not exist (did you mean "alive"?)',
    ],
    ["command: c\n    kill-delay: -1s", '5:17 services.a.kill-delay: kill-delay of "a" is negative ()'],
    [
      "command: c\n    backoff-delay: 1m\n    backoff-limit: 1s",
      '6:20 services.a.backoff-limit: backoff-limit of service "a" is shorter than its backoff-delay ()',
    ],
  ];
  for (const [fields, doubt] of odd) {
    it(`is told: ${JSON.stringify(fields)}`, () => {
      assert.deepEqual(doubts(fields), [doubt]);
    });
  }

  for (const fields of [
    "command: c\n    startup: disabled",
    "command: sh -c 'a && b > c'",
    "command: grep '|' file",
    "command: find . -exec rm {} ;",
    "command: web [ --port 80 ]",
    "command: c\n    after: [other]\n    requires: [a]",
    "command: c\n    on-check-failure: {alive: restart}",
    "command: c\n    kill-delay: 0s",
  ]) {
    it(`is nothing: ${JSON.stringify(fields)}`, () => {
      assert.deepEqual(doubts(fields), []);
    });
  }
});
