import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseLayer } from "@cobble/plan";
import { layerErrorOf, logTargetLayer } from "./sentences.ts";

const types = 'cannot parse layer "base" section "log-targets": yaml: unmarshal errors:\n';

describe("a log target in a layer", () => {
  const refused: readonly (readonly [fields: string, message: string])[] = [
    ["type: x", 'log target "a" has unsupported type "x", must be "loki", "opentelemetry" or "syslog"'],
    ["type: [x]", `${types}  line 4: cannot unmarshal !!seq into plan.LogTargetType`],
    ["labels: {pebble_x: y}", 'log target "a": label "pebble_x" uses reserved prefix "pebble_"'],
    ["labels: x", `${types}  line 4: cannot unmarshal !!str \`x\` into map[string]string`],
    ["services: x", `${types}  line 4: cannot unmarshal !!str \`x\` into []string`],
    ["location: [x]", `${types}  line 4: cannot unmarshal !!seq into string`],
    ["foo: 1", `${types}  line 4: field foo not found in type plan.LogTarget`],
  ];
  for (const [fields, message] of refused) {
    it(`is refused with the reference's sentence: ${fields}`, () => {
      assert.equal(layerErrorOf(logTargetLayer(fields)).message, message);
    });
  }

  it("is refused for its labels before its type", () => {
    const { message } = layerErrorOf(logTargetLayer("type: x\nlabels: {pebble_x: y}"));
    assert.match(message, /^log target "a": label "pebble_x" uses reserved prefix/);
  });

  it("may have an empty name, but may not be empty", () => {
    const text = "log-targets:\n  '': {override: merge, type: syslog, location: http://x}";
    assert.equal(parseLayer(text, { label: "base" }).logTargets.get("")?.type, "syslog");
    const { message } = layerErrorOf("log-targets:\n  a:");
    assert.equal(message, 'log target object cannot be null for log target "a"');
  });
});
