import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { combineLayers, parseLayer, printPlan, type Service } from "@cobble/plan";
import { layerErrorOf, serviceLayer } from "./sentences.ts";

const serviceOf = (fields: string): Service => {
  const service = parseLayer(serviceLayer(fields), { label: "base" }).services.get("a");
  assert.ok(service);
  return service;
};

/** What a field makes of the plan, without the two fields that are always there. */
const printed = (fields: string): string =>
  printPlan(combineLayers([parseLayer(serviceLayer(fields), { label: "base" })]))
    .replace("services:\n    a:\n        override: replace\n        command: c\n", "")
    .replaceAll(/^ {8}/gm, "");

const section = 'cannot parse layer "base" section "services": ';
const types = `${section}yaml: unmarshal errors:\n`;

describe("a service in a layer", () => {
  const refused: readonly (readonly [fields: string, message: string])[] = [
    ["startup: [a]", `${types}  line 5: cannot unmarshal !!seq into plan.ServiceStartup`],
    ["startup: {a: b}", `${types}  line 5: cannot unmarshal !!map into plan.ServiceStartup`],
    ["Startup: enabled", `${types}  line 5: field Startup not found in type plan.Service`],
    ["kill_delay: 1s", `${types}  line 5: field kill_delay not found in type plan.Service`],
    ["kill-delay: 5", `${section}invalid duration "5"`],
    ["kill-delay: soon", `${section}invalid duration "soon"`],
    ["kill-delay: ''", `${section}invalid duration ""`],
    ["kill-delay: 1.5", `${section}invalid duration "1.5"`],
    ["kill-delay: 100000000h", `${section}invalid duration "100000000h"`],
    ["kill-delay: [1s]", `${section}duration must be a YAML string`],
    ["backoff-factor: 0.5", 'plan service "a" backoff-factor must be 1.0 or greater, not 0.5'],
    ["backoff-factor: -1", 'plan service "a" backoff-factor must be 1.0 or greater, not -1'],
    ["backoff-factor: x", `${section}invalid floating-point number "x"`],
    ["backoff-factor: .inf", `${section}invalid floating-point number ".inf"`],
    ["backoff-factor: .nan", `${section}invalid floating-point number ".nan"`],
    ["backoff-factor: 1__0", `${section}invalid floating-point number "1__0"`],
    ["backoff-factor: 1e400", `${section}invalid floating-point number "1e400"`],
    ["backoff-factor: ''", `${section}invalid floating-point number ""`],
    ["backoff-factor: [1]", `${section}value must be a YAML number`],
    ["user-id: x", `${types}  line 5: cannot unmarshal !!str \`x\` into int`],
    ["user-id: '5'", `${types}  line 5: cannot unmarshal !!str \`5\` into int`],
    ["user-id: true", `${types}  line 5: cannot unmarshal !!bool \`true\` into int`],
    ["user-id: [1]", `${types}  line 5: cannot unmarshal !!seq into int`],
    ["user-id: 99999999999999999999", `${types}  line 5: cannot unmarshal !!float \`9999999...\` into int`],
    ["user-id: 9223372036854775808", `${types}  line 5: cannot unmarshal !!int \`9223372...\` into int`],
    ["user-id: 2020-01-01", `${types}  line 5: cannot unmarshal !!timestamp \`2020-01-01\` into int`],
    ["user-id: 1:30", `${types}  line 5: cannot unmarshal !!str \`1:30\` into int`],
    ["user-id: 0o8", `${types}  line 5: cannot unmarshal !!str \`0o8\` into int`],
    ["user-id: !!int x", `${section}yaml: cannot decode !!str \`x\` as a !!int`],
    ["after: b", `${types}  line 5: cannot unmarshal !!str \`b\` into []string`],
    ["after: 5", `${types}  line 5: cannot unmarshal !!int \`5\` into []string`],
    ["after: {}", `${types}  line 5: cannot unmarshal !!map into []string`],
    ["after: [[b]]", `${types}  line 5: cannot unmarshal !!seq into string`],
    ["environment: x", `${types}  line 5: cannot unmarshal !!str \`x\` into map[string]string`],
    ["environment: []", `${types}  line 5: cannot unmarshal !!seq into map[string]string`],
    ["environment: {a: [b]}", `${types}  line 5: cannot unmarshal !!seq into string`],
    ["environment: {? [a] : b}", `${types}  line 5: cannot unmarshal !!seq into string`],
    ["environment: {A: !!int x}", `${section}yaml: cannot decode !!str \`x\` as a !!int`],
    ["environment: {A: !!binary '*'}", `${section}yaml: !!binary value contains invalid base64 data`],
    ["environment: {a: b, a: c}", `${types}  line 5: mapping key "a" already defined at line 5`],
    ["command: d", `${types}  line 5: mapping key "command" already defined at line 4`],
    ["on-success: x", 'plan service "a" on-success action "x" invalid'],
    ["on-success: success-shutdown", 'plan service "a" on-success action "success-shutdown" invalid'],
    ["on-failure: failure-shutdown", 'plan service "a" on-failure action "failure-shutdown" invalid'],
    ["on-failure: [x]", `${types}  line 5: cannot unmarshal !!seq into plan.ServiceAction`],
    ["on-check-failure: {c: x}", 'plan service "a" on-check-failure action "x" invalid'],
    [
      "on-check-failure: {c: failure-shutdown}",
      'plan service "a" on-check-failure action "failure-shutdown" invalid',
    ],
    [
      "on-check-failure: x",
      `${types}  line 5: cannot unmarshal !!str \`x\` into map[string]plan.ServiceAction`,
    ],
    ["<<: 5", `${section}yaml: map merge requires map or sequence of maps as the value`],
  ];
  for (const [fields, message] of refused) {
    it(`is refused with the reference's sentence: ${fields}`, () => {
      assert.equal(layerErrorOf(serviceLayer(fields)).message, message);
    });
  }

  const accepted: readonly (readonly [fields: string, plan: string])[] = [
    ["kill-delay: 0", "kill-delay: 0s\n"],
    ["kill-delay: '-1s'", "kill-delay: -1s\n"],
    ["kill-delay: 60s", "kill-delay: 1m0s\n"],
    ["kill-delay: 1500us", "kill-delay: 1.5ms\n"],
    ["kill-delay: ~", ""],
    ["backoff-factor: '2'", "backoff-factor: 2\n"],
    ["backoff-factor: 1_000", "backoff-factor: 1000\n"],
    ["backoff-factor: 0x1p4", "backoff-factor: 16\n"],
    ["backoff-factor: inf", "backoff-factor: .inf\n"],
    ["backoff-factor: 2.50", "backoff-factor: 2.5\n"],
    ["user-id: 1.9", "user-id: 1\n"],
    ["user-id: 0o17", "user-id: 15\n"],
    ["user-id: 017", "user-id: 15\n"],
    ["user-id: 08", "user-id: 8\n"],
    ["user-id: 0x1F", "user-id: 31\n"],
    ["user-id: -0b11", "user-id: -3\n"],
    ["user-id: 1e3", "user-id: 1000\n"],
    ["user-id: !!int '5'", "user-id: 5\n"],
    ["user: 5", 'user: "5"\n'],
    ["after: [5, null, true]", 'after:\n    - "5"\n    - "true"\n'],
    ["after: [null]", ""],
    ["before: [b, b]", "before:\n    - b\n    - b\n"],
    ["environment: {null: x}", ""],
    ["environment: {A: !!binary aGVsbG8=}", "environment:\n    A: hello\n"],
    ["environment: {'': x}", 'environment:\n    "": x\n'],
    ["on-success: ''", ""],
    ["on-check-failure: {c: }", 'on-check-failure:\n    c: ""\n'],
    ["on-check-failure: {}", ""],
  ];
  for (const [fields, plan] of accepted) {
    it(`is accepted: ${fields}`, () => {
      assert.equal(printed(fields), plan);
    });
  }

  it("keeps numbers, dates and words as they are written, where texts are wanted", () => {
    const { environment } = serviceOf(
      "environment: {PORT: 8080, A: ~, B: 1.50, C: yes, D: 0x1f, E: 2020-01-01}",
    );
    assert.deepEqual(
      [...environment],
      [
        ["PORT", "8080"],
        ["A", ""],
        ["B", "1.50"],
        ["C", "yes"],
        ["D", "0x1f"],
        ["E", "2020-01-01"],
      ],
    );
  });

  it("starts only with the word enabled, though any word is kept", () => {
    assert.equal(serviceOf("startup: maybe").startup, "maybe");
    assert.equal(serviceOf("startup: true").startup, "true");
  });

  const commands: readonly (readonly [command: string, message: string])[] = [
    ["'a \"b'", "EOF found when expecting closing quote"],
    ["'a\\'", "EOF found after escape character"],
    ["a [ b ] c", "cannot have any arguments after [ ... ] group"],
    ["a b ]", "cannot have ] outside of [ ... ] group"],
    ["'[ b ]'", "cannot start command with [ ... ] group"],
    ["a [ b [ c ] ]", "cannot nest [ ... ] groups"],
  ];
  for (const [command, message] of commands) {
    it(`is refused, with the command ${command}`, () => {
      const text = `services:\n  a: {override: replace}\n  b:\n    command: ${command}\n`;
      const sentence = 'plan service "b" command invalid: cannot parse service "b" command: ';
      assert.equal(layerErrorOf(text).message, sentence + message);
    });
  }

  it("is refused with the first rule that the reference tests, when several are broken", () => {
    const error = layerErrorOf(serviceLayer("backoff-factor: 0\non-failure: y\non-success: x"));
    assert.match(error.message, /^plan service "a" on-success action "x" invalid\n/);
    assert.deepEqual(
      error.faults.map(({ path }) => path),
      ["services.a.backoff-factor", "services.a.on-failure", "services.a.on-success"],
    );
  });

  const names: readonly (readonly [name: string, message: string])[] = [
    ["''", "cannot use empty string as service name"],
    ["-a", 'cannot use service name "-a": starting with "-" not allowed'],
    ["pebble", 'cannot use reserved service name "pebble"'],
  ];
  for (const [name, message] of names) {
    it(`is refused under the name ${name}, even when it is empty`, () => {
      assert.equal(layerErrorOf(`services:\n  ${name}: {override: replace, command: c}`).message, message);
      assert.equal(layerErrorOf(`services:\n  ${name}:\n`).message, message);
    });
  }

  it("may not be empty, or anything but a map", () => {
    assert.equal(layerErrorOf("services:\n  a:").message, 'service object cannot be null for service "a"');
    assert.equal(
      layerErrorOf("services:\n  a: 5").message,
      `${types}  line 2: cannot unmarshal !!int \`5\` into plan.Service`,
    );
  });

  it("takes fields from other maps by `<<`, its own first", () => {
    const text = `services:
  a: &a {override: replace, command: c, environment: {A: 1, B: 2}}
  b:
    <<: *a
    command: d
    environment: {<<: [{A: 3}, {A: 4, D: 5}], C: 6}
`;
    const service = parseLayer(text, { label: "base" }).services.get("b");
    assert.equal(service?.command, "d");
    assert.equal(service?.override, "replace");
    assert.deepEqual(Object.fromEntries(service?.environment ?? []), { A: "3", C: "6", D: "5" });
  });

  it("is refused when it contains itself", () => {
    const error = layerErrorOf("services:\n  a: &x\n    <<: *x\n    command: c");
    assert.equal(error.message, `${section}yaml: anchor 'x' value contains itself`);
  });
});
