import { describe, expect, test } from "bun:test";
import { withCheckStates } from "../docs/check-states.ts";

describe("the drawing of a check's states", () => {
  test("has an arrow for each way from one to another", () => {
    const page = withCheckStates("<!-- states:start -->\n<!-- states:end -->\n");
    expect(page).toContain("    [*] --> inactive\n");
    expect(page).toContain("    up --> down: fails for the threshold-th time in a row\n");
    expect(page).toContain("    recovered --> up: changed, or succeeds\n");
    expect(page).not.toContain("up --> up");
  });
});
