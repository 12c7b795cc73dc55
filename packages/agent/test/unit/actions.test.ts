import { describe, expect, it } from "bun:test";
import { endOfAction } from "../../src/unit/actions.ts";

const results = new Map([["a", "1"]]);

describe("endOfAction", () => {
  it("is a success when the process ended well and said nothing else", () => {
    expect(endOfAction({ results }, { code: 0, signal: null })).toEqual({ results });
  });

  it("is the failure that the action told, whatever the process did", () => {
    const outcome = { results, failure: "no luck" };
    expect(endOfAction(outcome, { code: 0, signal: null }).failure).toBe("no luck");
    expect(endOfAction(outcome, { code: 1, signal: null }).failure).toBe("no luck");
  });

  it("is the end of the process when that went wrong", () => {
    expect(endOfAction({ results }, { code: 2, signal: null }).failure).toBe("exit status 2");
    expect(endOfAction({ results }, { code: null, signal: "SIGSEGV" }).failure).toBe("killed by SIGSEGV");
  });
});
