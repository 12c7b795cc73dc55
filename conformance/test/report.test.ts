import { describe, expect, it } from "bun:test";
import type { Exception } from "../case.ts";
import { describe as describeEntry, type Entry, judge, summary } from "../report.ts";

const exception: Exception = { target: "cobble", kind: "not yet", reason: "later" };

describe("judge", () => {
  it("without an exception faults decide", () => {
    expect(judge([], undefined)).toEqual({ kind: "passed" });
    expect(judge(["x"], undefined)).toEqual({ kind: "failed", faults: ["x"] });
  });

  it("an exception excuses faults, and fails when there are none", () => {
    expect(judge(["x"], exception)).toEqual({ kind: "excepted", exception });
    expect(judge([], exception)).toMatchObject({
      kind: "failed",
      faults: [expect.stringContaining("later")],
    });
  });
});

describe("summary", () => {
  it("counts what passed and failed, nothing else", () => {
    const entries = (["passed", "passed", "skipped"] as const).map(
      (kind): Entry => ({
        target: "cobble",
        title: "a",
        outcome: kind === "skipped" ? { kind, reason: "r" } : { kind },
      }),
    );
    expect(summary(entries)).toBe("2 passed, 0 failed");
    expect(entries.flatMap(describeEntry)).toEqual(["skipped: cobble: a: r"]);
  });
});
