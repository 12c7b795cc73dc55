import { describe, expect, it } from "bun:test";
import type { ServiceStats, Stats } from "@cobble/wire";
import fc from "fast-check";
import { formatChecks, formatUptime } from "../../../src/commands/top/columns.ts";
import { drawFrame, pageOf } from "../../../src/commands/top/frame.ts";
import { takeSample } from "../../../src/commands/top/sample.ts";
import { firstView, pressKey, splitKeys, type View } from "../../../src/commands/top/view.ts";
import { plainLine } from "../../../src/format/plain-line.ts";

const noChecks = { up: 0, down: 0, inactive: 0 };

const web: ServiceStats = {
  name: "web",
  current: "active",
  restarts: 2,
  checks: { up: 1, down: 0, inactive: 0 },
  pid: 4711,
  processes: 3,
  "cpu-ms": 1500,
  memory: 73_400_320,
  started: "2026-01-02T03:00:00Z",
  "last-log": "\u001b[31mGET /\u001b[0m 200\tok\u0007",
};
const worker: ServiceStats = {
  name: "worker",
  current: "backoff",
  restarts: 14,
  checks: { up: 0, down: 1, inactive: 1 },
};

const statsOf = (services: readonly ServiceStats[], fields: Partial<Stats> = {}): Stats => ({
  time: "2026-01-02T03:05:07Z",
  "monotonic-ms": 10_000,
  cpus: 2,
  supervisor: { pid: 1, "cpu-ms": 400, memory: 42_000_000 },
  services,
  ...fields,
});

const earlier = statsOf([{ ...web, "cpu-ms": 1000 }, worker], {
  "monotonic-ms": 8000,
  supervisor: { pid: 1, "cpu-ms": 390, memory: 1 },
});

const draw = (columns: number, rows = 8, view: View = firstView): readonly string[] =>
  drawFrame(takeSample(statsOf([web, worker]), earlier), view, { columns, rows }).map(({ text }) =>
    text.trimEnd(),
  );

describe("a frame", () => {
  it("has a line for each service, between a summary and the keys", () => {
    expect(draw(100)).toEqual([
      "Services: 1 active, 1 backoff   Supervisor: 0.5% CPU, 42.0MB",
      "",
      "Service Status   PID CPU% Memory Restarts Checks   Uptime Last output",
      "web     active  4711 25.0 73.4MB        2 1 up       5m7s GET / 200 ok",
      "worker  backoff    -    -      -       14 1/2 down      -",
      "q quit   by name: n name  c CPU  m memory  r restarts",
    ]);
  });

  it("leaves out what matters least, when the terminal is narrow", () => {
    expect(draw(60)[2]).toBe("Service Status   PID CPU% Memory Restarts Checks   Uptime");
    expect(draw(45)[2]).toBe("Service Status  CPU% Memory Checks   Uptime");
    expect(draw(24)[3]).toBe("web     active  25.0");
    expect(draw(12)[3]).toBe("web  active");
  });

  it("shows the rows that fit, and which these are", () => {
    expect(draw(70, 5)).toEqual([
      "Services: 1 active, 1 backoff   Supervisor: 0.5% CPU, 42.0MB",
      "",
      expect.stringContaining("Service"),
      expect.stringContaining("web"),
      "1-1 of 2   q quit   by name: n name  c CPU  m memory  r restarts",
    ]);
    expect(draw(70, 5, { sort: "name", offset: 9 })[3]).toContain("worker");
  });

  it("marks services that are not well", () => {
    const lines = drawFrame(takeSample(statsOf([web, worker]), undefined), firstView, {
      columns: 80,
      rows: 20,
    });
    expect(lines.map(({ look }) => look)).toEqual(["plain", "plain", "head", "plain", "bad", "faint"]);
  });

  it("is never larger than the terminal, whatever is in it", () => {
    const service = fc.record({
      name: fc.string({ unit: "binary", minLength: 1 }),
      restarts: fc.nat(),
      "last-log": fc.string({ unit: "binary" }),
      memory: fc.nat(),
    });
    fc.assert(
      fc.property(
        fc.array(service, { maxLength: 20 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 50 }),
        (services, columns, rows) => {
          const all = services.map((one) => ({ ...worker, ...one }));
          const lines = drawFrame(takeSample(statsOf(all), undefined), firstView, { columns, rows });
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const { text } of lines) {
            expect(Array.from(text).length).toBeLessThanOrEqual(columns);
            expect(text).not.toMatch(/\p{Cc}/u);
          }
        },
      ),
    );
  });
});

describe("a sample", () => {
  it("has no share of the processor before there are two looks at one process", () => {
    const [first] = takeSample(earlier, undefined).rows;
    expect(first?.cpuPercent).toBeUndefined();
    const restarted = takeSample(statsOf([{ ...web, pid: 4712 }]), earlier);
    expect(restarted.rows[0]?.cpuPercent).toBeUndefined();
  });

  it("takes nothing below zero, when a child's time goes with it", () => {
    const [row] = takeSample(statsOf([{ ...web, "cpu-ms": 900 }]), earlier).rows;
    expect(row?.cpuPercent).toBe(0);
  });

  it("has no line that could command the terminal", () => {
    expect(plainLine("\u001b]0;title\u0007a\u001b[2Jb\u009bHc\td\u001b")).not.toMatch(/\p{Cc}/u);
    expect(plainLine("\u001b[1;31mred\u001b[0m text")).toBe("red text");
  });
});

describe("cells", () => {
  it("tell times in their two largest units", () => {
    const spans = [0, 59_999, 60_000, 3_600_000, 90_061_000].map(formatUptime);
    expect(spans).toEqual(["0s", "59s", "1m0s", "1h0m", "1d1h"]);
  });

  it("tell of checks what is worst", () => {
    expect(formatChecks(noChecks)).toBe("-");
    expect(formatChecks({ up: 2, down: 0, inactive: 0 })).toBe("2 up");
    expect(formatChecks({ up: 2, down: 0, inactive: 1 })).toBe("2/3 up");
    expect(formatChecks({ up: 0, down: 2, inactive: 0 })).toBe("2 down");
    expect(formatChecks({ up: 1, down: 1, inactive: 1 })).toBe("1/3 down");
  });
});

describe("keys", () => {
  it("come apart, however many come at once", () => {
    expect(splitKeys("cj\u001b[A\u001b[5~q\u001bOB\u001bx")).toEqual([
      "c",
      "j",
      "\u001b[A",
      "\u001b[5~",
      "q",
      "\u001bOB",
      "\u001b",
      "x",
    ]);
  });

  const room = { rows: 10, page: 4 };
  const press = (...keys: readonly string[]): View | "quit" =>
    keys.reduce<View | "quit">(
      (view, key) => (view === "quit" ? view : pressKey(view, key, room)),
      firstView,
    );

  it("scroll within what there is", () => {
    expect(press("j", "j")).toEqual({ sort: "name", offset: 2 });
    expect(press("\u001b[6~", "\u001b[6~", "\u001b[B")).toEqual({ sort: "name", offset: 6 });
    expect(press("\u001b[F", "k")).toEqual({ sort: "name", offset: 5 });
    expect(press("\u001b[A", "\u001b[5~")).toEqual(firstView);
    expect(press("j", "\u001b[H", "x")).toEqual(firstView);
  });

  it("order by something else, and end", () => {
    expect(press("j", "m")).toEqual({ sort: "memory", offset: 0 });
    for (const key of ["q", "Q", "\u0003", "\u0004"]) expect(press(key)).toBe("quit");
  });

  it("leave room for a row in the smallest terminal", () => {
    expect([pageOf(1), pageOf(24)]).toEqual([1, 20]);
  });
});

describe("the order", () => {
  it("puts those that use most first", () => {
    const sort = (key: View["sort"]) =>
      draw(100, 8, { sort: key, offset: 0 })
        .slice(3, 5)
        .map((line) => line.split(" ")[0]);
    expect([sort("name"), sort("restarts"), sort("cpu"), sort("memory")]).toEqual([
      ["web", "worker"],
      ["worker", "web"],
      ["web", "worker"],
      ["web", "worker"],
    ]);
  });
});
