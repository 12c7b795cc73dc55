import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { type LogRun, splitLines } from "../../src/log-lines/log-run.ts";
import { RunQueue } from "../../src/log-lines/run-queue.ts";

const run = (service: string, time: number, ...lines: readonly string[]): LogRun => ({
  service,
  time,
  bytes: new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")),
});
const all = { maxLines: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY };
const shown = (runs: readonly LogRun[]): readonly string[] =>
  runs.flatMap(({ service, bytes }) => splitLines(bytes).map((line) => `${service}: ${line}`));

describe("a queue of runs", () => {
  it("gives what was put in, in order", () => {
    const queue = new RunQueue(1000);
    queue.push(run("a", 1, "one", "two"));
    queue.push(run("b", 2, "three"));
    expect(shown(queue.take(all))).toEqual(["a: one", "a: two", "b: three"]);
    expect(queue.isEmpty).toBe(true);
    expect(queue.take(all)).toEqual([]);
  });

  it("gives no more lines and bytes than are asked for, but at least one line", () => {
    const queue = new RunQueue(1000);
    queue.push(run("a", 1, "one", "two", "three"));
    queue.push(run("a", 2, "four"));
    expect(shown(queue.take({ maxLines: 2, maxBytes: 1000 }))).toEqual(["a: one", "a: two"]);
    expect(shown(queue.take({ maxLines: 9, maxBytes: 1 }))).toEqual(["a: three"]);
    expect(shown(queue.take({ maxLines: 9, maxBytes: 7 }))).toEqual(["a: four"]);
  });

  it("knows whether it holds so many lines", () => {
    const queue = new RunQueue(1000);
    queue.push(run("a", 1, "one", "two"));
    queue.push(run("a", 2, "three"));
    expect([queue.holds(3), queue.holds(4)]).toEqual([true, false]);
    queue.lose(run("b", 3, "gone"));
    expect([queue.holds(4), queue.isEmpty]).toEqual([false, false]);
  });

  it("drops the oldest lines when it is full, and tells how many of each service", () => {
    const queue = new RunQueue(2 * 128 + 12);
    queue.push(run("a", 1, "111", "222"));
    queue.push(run("b", 2, "333", "444"));
    expect(shown(queue.take(all))).toEqual(["a: (1 lines lost)", "a: 222", "b: 333", "b: 444"]);
  });

  it("tells with the lines that are dropped those that were refused", () => {
    const queue = new RunQueue(1000);
    queue.push(run("a", 1, "x"));
    queue.lose(run("a", 5, "y", "z"));
    const [loss] = queue.take(all);
    expect(loss?.time).toBe(5);
    if (loss === undefined) throw new Error("nothing was taken");
    expect(shown([loss])).toEqual(["a: (2 lines lost)"]);
    queue.lose(loss);
    queue.lose(run("a", 6, "v"));
    expect(shown(queue.take(all))).toEqual(["a: (3 lines lost)"]);
  });

  it("gives every line once or counts it as lost, in order, whatever is put in and taken out", () => {
    const line = fc.string({ unit: fc.constantFrom("x", "é"), maxLength: 40 });
    const pushes = fc.record({
      service: fc.constantFrom("a", "b"),
      lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    });
    const takes = fc.record({
      maxLines: fc.integer({ min: 1, max: 9 }),
      maxBytes: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(pushes, takes), { maxLength: 60 }), (steps) => {
        const queue = new RunQueue(600);
        const written: Record<string, string[]> = { a: [], b: [] };
        const read: Record<string, string[]> = { a: [], b: [] };
        const take = (limits: typeof all): void => {
          for (const { service, bytes } of queue.take(limits)) read[service]?.push(...splitLines(bytes));
        };
        let number = 0;
        for (const step of steps) {
          if ("maxLines" in step) {
            take(step);
            continue;
          }
          const lines = step.lines.map((text) => `${number++} ${text}`);
          written[step.service]?.push(...lines);
          queue.push(run(step.service, number, ...lines));
        }
        take(all);
        for (const service of ["a", "b"])
          expect(replay(read[service] ?? [], written[service] ?? [])).toBe(true);
      }),
    );
  });
});

/** Whether what was read is what was written, with a count in the place of what is missing. */
const replay = (read: readonly string[], written: readonly string[]): boolean => {
  let at = 0;
  for (const line of read) {
    const lost = /^\((\d+) lines lost\)$/.exec(line);
    if (lost !== null) at += Number(lost[1]);
    else if (written[at++] !== line) return false;
  }
  return at === written.length;
};
