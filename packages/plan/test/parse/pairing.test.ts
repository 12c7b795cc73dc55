import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseLayer } from "@cobble/plan";
import { layerErrorOf } from "./sentences.ts";

const types = "cannot parse the pairing section: yaml: unmarshal errors:\n";

describe("pairing in a layer", () => {
  it("has a mode, or none, and may be empty", () => {
    assert.deepEqual(parseLayer("pairing: {mode: single}", { label: "base" }).pairing, { mode: "single" });
    assert.deepEqual(parseLayer("pairing: {mode: }", { label: "base" }).pairing, { mode: "" });
    assert.deepEqual(parseLayer("pairing:", { label: "base" }).pairing, { mode: "" });
    assert.equal(parseLayer("summary: x", { label: "base" }).pairing, undefined);
  });

  it("is passed over when it is a single word", () => {
    assert.deepEqual(parseLayer("pairing: single", { label: "base" }).pairing, { mode: "" });
  });

  const refused: readonly (readonly [text: string, message: string])[] = [
    ["pairing: {mode: both}", 'invalid pairing mode "both": should be "disabled", "single" or "multiple"'],
    ["pairing: {modes: both}", `${types}  line 1: field modes not found in type pairingstate.pairingConfig`],
    ["pairing: [a]", `${types}  line 1: cannot unmarshal !!seq into pairingstate.pairingConfig`],
    ["pairing: {mode: [x]}", `${types}  line 1: cannot unmarshal !!seq into pairingstate.Mode`],
  ];
  for (const [text, message] of refused) {
    it(`is refused with the reference's sentence: ${text}`, () => {
      assert.equal(layerErrorOf(text).message, message);
    });
  }
});
