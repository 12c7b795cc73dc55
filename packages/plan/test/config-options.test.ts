import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ConfigType, ConfigValueError, parseConfigValue } from "@cobble/plan";
import fc from "fast-check";

const read = (type: ConfigType, text: string): unknown =>
  parseConfigValue({ name: "speed", type, description: "" }, text);

describe("parseConfigValue", () => {
  it("each type reads its own texts", () => {
    assert.equal(read("string", " as it is "), " as it is ");
    assert.equal(read("string", ""), "");
    assert.equal(read("int", "-12"), -12);
    assert.equal(read("float", "1e3"), 1000);
    assert.equal(read("float", ".5"), 0.5);
    assert.equal(read("boolean", "T"), true);
    assert.equal(read("boolean", "0"), false);
    for (const id of ["secret:d0jh9s7mp25c77a5nhg0", "secret://1a-2b/d0jh9s7mp25c77a5nhg0"]) {
      assert.equal(read("secret", id), id);
    }
  });

  it("a text of another type is refused, with the option, the text and what would be right", () => {
    assert.throws(() => read("int", "fast"), {
      name: "ConfigValueError",
      kind: "config-value",
      message: 'cannot set config option speed to "fast": its type is int, a whole number',
    });
  });

  it("a text that JavaScript alone would take for a value is refused", () => {
    for (const [type, text] of [
      ["int", ""],
      ["int", " 1"],
      ["int", "0x10"],
      ["int", "1.0"],
      ["int", "9007199254740993"],
      ["float", "Infinity"],
      ["float", "."],
      ["boolean", "yes"],
      ["boolean", "constructor"],
      ["secret", "hunter2"],
      ["secret", "secret:hunter2"],
    ] as const) {
      assert.throws(() => read(type, text), ConfigValueError, `${type} ${JSON.stringify(text)}`);
    }
  });

  it("every safe whole number is read back from its own text", () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (n) => read("int", String(n)) === n));
  });
});
