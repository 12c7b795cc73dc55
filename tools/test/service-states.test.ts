import { describe, expect, test } from "bun:test";
import { drawServiceStates, withServiceStates } from "../docs/service-states.ts";

describe("the drawing of a service's states", () => {
  test("has an arrow for each way from one to another, with what it depends on", () => {
    const lines = drawServiceStates().split("\n");
    expect(lines).toContain("  running --> backoff: process ends, action restart");
    expect(lines).toContain("  running --> exited: process ends, other action");
    expect(lines).toContain("  terminating --> killing: kill-delay is over");
    expect(lines).toContain("  exited --> backoff: check fails, had failed");
    expect(lines).toContain("  killing: killing (inactive)");
  });

  test("stands between its marks, and leaves a page without marks as it is", () => {
    const page = withServiceStates("before\n<!-- states:start -->\nold\n<!-- states:end -->\nafter\n");
    expect(page).toBe(`before\n<!-- states:start -->\n${drawServiceStates()}\n<!-- states:end -->\nafter\n`);
    expect(withServiceStates("no marks")).toBe("no marks");
  });
});
