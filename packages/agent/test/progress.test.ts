import { describe, expect, it } from "bun:test";
import type { PodEvent } from "../src/pod/events.ts";
import { formatProgress, formatWait, progressWidth } from "../src/progress.ts";

const line = (event: PodEvent, colour = false): string =>
  formatProgress(event, { elapsedMs: 1234, aboutWidth: 6, colour });

const since = "2026-01-01T00:00:00Z";

const shown: readonly (readonly [PodEvent, string])[] = [
  [{ type: "port-taken", port: 5000, using: 5001 }, "pod     port 5000 is taken, using 5001"],
  [{ type: "leftovers-ended", count: 2 }, "pod     ended 2 processes that a killed runner left behind"],
  [{ type: "container-ready", container: "redis", tookMs: 85.4 }, "redis   up (85 ms)"],
  [
    { type: "hook-done", hook: { kind: "pebble-ready", container: "redis" }, tookMs: 1200 },
    "hook    redis-pebble-ready (1.2 s)",
  ],
  [
    { type: "hook-done", hook: { kind: "action", name: "purge", id: "1", params: {} }, tookMs: 3 },
    "action  purge (3 ms)",
  ],
  [{ type: "status", of: "app/0", status: { status: "active", message: "", since } }, "app/0   active"],
  [
    { type: "status", of: "app/0", status: { status: "blocked", message: "no db", since } },
    "app/0   blocked: no db",
  ],
  [{ type: "open", address: "http://127.0.0.1:1/" }, "open    http://127.0.0.1:1/"],
  [
    {
      type: "noticed",
      hook: {
        kind: "custom-notice",
        container: "web",
        notice: { id: "1", type: "custom", key: "a.b/c" },
        at: "t",
      },
    },
    "web     notice a.b/c",
  ],
  [
    { type: "noticed", hook: { kind: "check-failed", container: "web", check: "up", change: "1", at: "t" } },
    "web     check up failed",
  ],
  [{ type: "config-set", names: ["port", "level"] }, "config  port, level changed"],
];

describe("formatProgress", () => {
  it.each(shown)("shows %o", (event, text) => {
    expect(line(event)).toBe(`    1.23s  ${text}\n`);
  });

  it("shows the last words of what failed below it", () => {
    const event: PodEvent = {
      type: "container-lost",
      container: "web",
      why: "exited with code 1",
      retryMs: 250,
      tail: ["one", "two"],
    };
    expect(line(event)).toBe(
      "    1.23s  web     the supervisor exited with code 1, starting it again in 250 ms\n" +
        "           | one\n           | two\n",
    );
  });

  it("shows what an error is and not the depths of its stack", () => {
    const message = "cannot finish hooks/start:\nChangeError: no luck\n- Start web\nat a\nat b\nat c";
    const text = line({ type: "charm-log", level: "ERROR", message });
    expect(text).toContain("ChangeError: no luck");
    expect(text).not.toContain("at c");
  });

  it("leaves out what a charm says for debugging", () => {
    expect(line({ type: "charm-log", level: "DEBUG", message: "x" })).toBe("");
    expect(line({ type: "charm-log", level: "INFO", message: "x" })).toContain("charm   x");
  });

  it("has colours only when asked", () => {
    const event: PodEvent = { type: "open", address: "x" };
    expect(line(event)).not.toContain("\u001b");
    expect(line(event, true)).toContain("\u001b[32mx\u001b[0m");
  });
});

describe("formatWait", () => {
  it("speaks of milliseconds, seconds or minutes", () => {
    expect([0, 999.4, 999.6, 1234, 10_000, 59_990, 125_000].map(formatWait)).toEqual([
      "0 ms",
      "999 ms",
      "1 s",
      "1.2 s",
      "10 s",
      "1 min 0 s",
      "2 min 5 s",
    ]);
  });
});

describe("progressWidth", () => {
  it("has room for the longest name", () => {
    expect(progressWidth(["a", "snappass/0"])).toBe(10);
    expect(progressWidth([])).toBe(6);
  });
});
