import { describe, expect, it } from "bun:test";
import { createPairingManager, type PairingDeps } from "../../../src/managers/pairing/manager.ts";
import { createFakeClock } from "../../fake-clock.ts";

const start = (options: Partial<PairingDeps> = {}) => {
  const clock = createFakeClock(1_000_000);
  const state = { mode: "single" as "" | "disabled" | "single" | "multiple" };
  const pairing = createPairingManager({
    clock,
    mode: () => state.mode,
    hasHttps: true,
    hasPaired: () => false,
    ...options,
  });
  return { clock, pairing, state };
};

describe("pairing", () => {
  it("is open for the time that was asked for, and no longer", async () => {
    const { clock, pairing } = start();
    const { mode, untilMs } = pairing.open(30_000);
    expect(mode).toBe("single");
    expect(Math.round(untilMs)).toBe(1_030_000);
    await clock.advance(29_999);
    expect(pairing.isOpen).toBe(true);
    await clock.advance(1);
    expect(pairing.isOpen).toBe(false);
    expect(clock.pending()).toBe(0);
  });

  it("stays open longer when it is opened again", async () => {
    const { clock, pairing } = start();
    pairing.open(10_000);
    await clock.advance(9_000);
    pairing.open(10_000);
    await clock.advance(9_000);
    expect(pairing.isOpen).toBe(true);
  });

  it("takes one client in mode single, all that come in mode multiple", () => {
    const one = start().pairing;
    one.open(1000);
    one.take();
    expect(one.isOpen).toBe(false);
    const many = start({ mode: () => "multiple" }).pairing;
    many.open(1000);
    many.take();
    many.take();
    expect(many.isOpen).toBe(true);
  });

  it("is closed by an admin, by the plan, and by the daemon's end, and leaves no timer", () => {
    const { clock, pairing, state } = start();
    pairing.open(1000);
    pairing.close();
    expect(pairing.isOpen).toBe(false);
    pairing.open(1000);
    state.mode = "";
    pairing.planChanged();
    expect(pairing.isOpen).toBe(false);
    state.mode = "single";
    pairing.open(1000);
    pairing.stop();
    expect(clock.pending()).toBe(0);
  });

  const refused: readonly [Partial<PairingDeps>, timeoutMs: number, string][] = [
    [{ mode: () => "" }, 1000, 'the plan\'s pairing mode is "disabled"'],
    [{ mode: () => "disabled" }, 1000, 'the plan\'s pairing mode is "disabled"'],
    [{ hasHttps: false }, 1000, "the supervisor does not listen for HTTPS"],
    [
      { hasPaired: () => true },
      1000,
      'a client has paired already, and the plan\'s pairing mode is "single"',
    ],
    [{}, 0, "timeout must be above 0 and at most 1h0m0s"],
    [{}, -1, "timeout must be above 0 and at most 1h0m0s"],
    [{}, 3_600_001, "timeout must be above 0 and at most 1h0m0s"],
  ];
  for (const [options, timeoutMs, reason] of refused) {
    it(`is not opened: ${reason}, ${timeoutMs} ms`, () => {
      const { pairing } = start(options);
      expect(() => pairing.open(timeoutMs)).toThrow(`cannot open pairing: ${reason}`);
      expect(pairing.isOpen).toBe(false);
    });
  }

  it("is opened again in mode multiple, whoever has paired", () => {
    const { pairing } = start({ mode: () => "multiple", hasPaired: () => true });
    expect(pairing.open(3_600_000).mode).toBe("multiple");
  });
});
