import { describe, expect, it } from "bun:test";
import {
  closedPairing,
  type PairingEvent,
  type PairingState,
  stepPairing,
} from "../../../src/managers/pairing/machine.ts";

const single: PairingState = { name: "open", mode: "single", untilMs: 9 };
const multiple: PairingState = { name: "open", mode: "multiple", untilMs: 9 };

const open: PairingEvent = { type: "open", mode: "multiple", untilMs: 20 };
const close: PairingEvent = { type: "close" };
const pair: PairingEvent = { type: "pair" };
const expired: PairingEvent = { type: "expired" };
const planned = (mode: "disabled" | "single" | "multiple"): PairingEvent => ({ type: "planned", mode });

describe("the window for pairing", () => {
  const opened: PairingState = { name: "open", mode: "multiple", untilMs: 20 };
  for (const state of [closedPairing, single, multiple]) {
    it(`is open for that time when it is opened, having been ${JSON.stringify(state)}`, () => {
      expect(stepPairing(state, open)).toEqual({ state: opened, effects: ["setTimer"] });
    });
  }

  it("stays closed, whatever else happens", () => {
    for (const event of [close, pair, expired, planned("disabled"), planned("single"), planned("multiple")]) {
      expect(stepPairing(closedPairing, event)).toEqual({ state: closedPairing, effects: [] });
    }
  });

  const endings: readonly [PairingState, PairingEvent, "cancelTimer" | undefined][] = [
    [single, close, "cancelTimer"],
    [multiple, close, "cancelTimer"],
    [single, expired, undefined],
    [multiple, expired, undefined],
    [single, pair, "cancelTimer"],
    [single, planned("disabled"), "cancelTimer"],
    [single, planned("multiple"), "cancelTimer"],
    [multiple, planned("disabled"), "cancelTimer"],
    [multiple, planned("single"), "cancelTimer"],
  ];
  for (const [state, event, effect] of endings) {
    it(`closes, when ${JSON.stringify(event)} comes while it is ${JSON.stringify(state)}`, () => {
      const effects = effect === undefined ? [] : [effect];
      expect(stepPairing(state, event)).toEqual({ state: closedPairing, effects });
    });
  }

  it("stays open for more clients, and when the plan stays as it is", () => {
    expect(stepPairing(multiple, pair)).toEqual({ state: multiple, effects: [] });
    expect(stepPairing(multiple, planned("multiple"))).toEqual({ state: multiple, effects: [] });
    expect(stepPairing(single, planned("single"))).toEqual({ state: single, effects: [] });
  });
});
