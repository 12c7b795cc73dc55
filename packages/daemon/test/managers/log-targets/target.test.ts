import { describe, expect, it } from "bun:test";
import { type LogBatch, mapLines } from "../../../src/managers/log-targets/batch.ts";
import type { Delivery, Outcome } from "../../../src/managers/log-targets/delivery.ts";
import { TargetRunner } from "../../../src/managers/log-targets/target.ts";
import { createFakeClock, type FakeClock, settle } from "../../fake-clock.ts";
import { run } from "./batches.ts";

/** A receiver that answers when the test says so. */
interface Receiver extends Delivery {
  /** The lines of each batch that came. */
  readonly batches: readonly (readonly string[])[];
  readonly isClosed: boolean;
  /** Answers the oldest batch that has no answer. */
  answer(outcome: Outcome): Promise<void>;
}

const sent: Outcome = { type: "sent" };
const failed: Outcome = { type: "failed", reason: "nobody there" };
const refused: Outcome = { type: "refused", status: 400, reason: "server returned HTTP 400 Bad Request" };

const linesOf = (batch: LogBatch): readonly string[] => batch.flatMap((its) => mapLines(its, (text) => text));

const createReceiver = (): Receiver => {
  const batches: (readonly string[])[] = [];
  const asked: ((outcome: Outcome) => void)[] = [];
  let isClosed = false;
  return {
    batches,
    get isClosed() {
      return isClosed;
    },
    answer: async (outcome) => {
      asked.shift()?.(outcome);
      await settle();
    },
    send: (batch, signal) => {
      batches.push(linesOf(batch));
      return new Promise((resolve) => {
        asked.push(resolve);
        signal.addEventListener("abort", () => resolve({ type: "failed", reason: "broken off" }));
      });
    },
    close: () => {
      isClosed = true;
    },
  };
};

interface Setting {
  readonly clock: FakeClock;
  readonly log: readonly string[];
  readonly receiver: Receiver;
  readonly target: TargetRunner;
  write(...lines: readonly string[]): void;
}

const open = (): Setting => {
  const clock = createFakeClock();
  const log: string[] = [];
  const receiver = createReceiver();
  const target = new TargetRunner("t", receiver, {
    clock,
    log: { notice: (text) => void log.push(text), debug: () => undefined },
    random: () => 0,
    labelsOf: () => new Map(),
  });
  return { clock, log, receiver, target, write: (...lines) => target.push(run("web", ...lines)) };
};

const numbers = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at));

describe("a log target", () => {
  it("sends lines a second after the first of them came", async () => {
    const { clock, receiver, write } = open();
    write("one");
    await clock.advance(900);
    write("two");
    expect(receiver.batches).toEqual([]);
    await clock.advance(100);
    expect(receiver.batches).toEqual([["one", "two"]]);
    await receiver.answer(sent);
    expect(clock.pending()).toBe(0);
  });

  it("sends at once when a hundred lines wait, and what came meanwhile when the receiver has answered", async () => {
    const { clock, receiver, write } = open();
    write(...numbers(1, 99));
    expect(receiver.batches).toEqual([]);
    write("100");
    expect(receiver.batches).toEqual([numbers(1, 100)]);
    write(...numbers(101, 350));
    await clock.advance(60_000);
    expect(receiver.batches).toHaveLength(1);
    await receiver.answer(sent);
    expect(receiver.batches[1]).toEqual(numbers(101, 350));
  });

  it("sends no more than a thousand lines at once", async () => {
    const { receiver, write } = open();
    write(...numbers(1, 2500));
    await receiver.answer(sent);
    await receiver.answer(sent);
    expect(receiver.batches.map((batch) => batch.length)).toEqual([1000, 1000, 500]);
  });

  it("sends a batch again until it is taken, waiting longer each time, and says so", async () => {
    const { clock, log, receiver, write } = open();
    write("one");
    await clock.advance(1000);
    for (const delayMs of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      await receiver.answer(failed);
      write(String(delayMs));
      const before = receiver.batches.length;
      await clock.advance(delayMs - 1);
      expect(receiver.batches).toHaveLength(before);
      await clock.advance(1);
      expect(receiver.batches).toHaveLength(before + 1);
    }
    expect(receiver.batches.every(([line, ...more]) => line === "one" && more.length === 0)).toBe(true);
    await receiver.answer(sent);
    await clock.advance(1000);
    expect(receiver.batches.at(-1)).toEqual(["1000", "2000", "4000", "8000", "16000", "30000", "30000"]);
    expect(log).toHaveLength(8);
    expect(log[0]).toBe('Cannot flush logs to target "t": nobody there');
    expect(log.at(-1)).toBe('Target "t" takes logs again after 7 failures');
  });

  it("waits as long as the receiver asks for", async () => {
    const { clock, receiver, write } = open();
    write("one");
    await clock.advance(1000);
    await receiver.answer({ ...failed, retryAfterMs: 60_000 });
    await clock.advance(59_999);
    expect(receiver.batches).toHaveLength(1);
    await clock.advance(1);
    expect(receiver.batches).toHaveLength(2);
  });

  it("drops what is refused, and tells of it with the next lines", async () => {
    const { clock, log, receiver, write } = open();
    write("one", "two");
    await clock.advance(1000);
    await receiver.answer(refused);
    await clock.advance(60_000);
    expect(receiver.batches).toHaveLength(1);
    write("three");
    await clock.advance(1000);
    expect(receiver.batches[1]).toEqual(["(2 lines lost)", "three"]);
    await receiver.answer(refused);
    write("four");
    await clock.advance(1000);
    expect(receiver.batches[2]).toEqual(["(3 lines lost)", "four"]);
    expect(log.slice(0, 2)).toEqual([
      'Target "t": request failed with status 400, dropping 2 logs',
      'Cannot flush logs to target "t": server returned HTTP 400 Bad Request',
    ]);
  });

  it("says what the receiver complains of", async () => {
    const { clock, log, receiver, write } = open();
    write("one");
    await clock.advance(1000);
    await receiver.answer({ type: "sent", complaint: "server rejected 1 logs" });
    expect(log).toEqual(['Target "t": server rejected 1 logs']);
  });

  it("keeps no more than four megabytes for a receiver that is down, and tells how many lines it lost", async () => {
    const { clock, receiver, write } = open();
    write("first");
    await clock.advance(1000);
    await receiver.answer(failed);
    const total = 100_000;
    for (let at = 0; at < total; at += 100) write(...numbers(at, at + 99).map((n) => n.padStart(100, "x")));
    await clock.advance(1000);
    const [loss, ...kept] = receiver.batches.at(-1) ?? [];
    // With the one of the batch that was to be sent again: it was the oldest.
    const lost = Number(/^\((\d+) lines lost\)$/.exec(loss ?? "")?.[1]) - 1;
    expect(kept[0]).toBe(String(lost).padStart(100, "x"));
    expect((total - lost) * 101).toBeWithin(3_900_000, 4_200_000);
  });

  it("sends what waits when it is to end, and then lets go of its receiver", async () => {
    const { clock, receiver, target, write } = open();
    write(...numbers(1, 50));
    const stopped = target.stop();
    expect(receiver.batches).toEqual([numbers(1, 50)]);
    write("late");
    await receiver.answer(sent);
    expect(receiver.batches[1]).toEqual(["late"]);
    expect(receiver.isClosed).toBe(false);
    await receiver.answer(sent);
    await stopped;
    expect([receiver.isClosed, clock.pending()]).toEqual([true, 0]);
    write("too late");
    await clock.advance(10_000);
    expect(receiver.batches).toHaveLength(2);
  });

  it("ends at once when nothing waits", async () => {
    const { receiver, target } = open();
    await target.stop();
    expect(receiver.isClosed).toBe(true);
  });

  it("asks a receiver that is down once more when it is to end, and says what it drops", async () => {
    const { clock, log, receiver, target, write } = open();
    write("one", "two");
    await clock.advance(1000);
    await receiver.answer(failed);
    write("three");
    const stopped = target.stop();
    expect(receiver.batches).toHaveLength(2);
    await receiver.answer(failed);
    await stopped;
    expect(log.at(-1)).toBe('Target "t": dropping 3 logs that were not sent in time');
    expect(clock.pending()).toBe(0);
  });

  it("gives a receiver that does not answer three seconds when it is to end", async () => {
    const { clock, log, receiver, target, write } = open();
    write("one");
    await clock.advance(1000);
    const stopped = target.stop();
    await clock.advance(2999);
    expect(receiver.isClosed).toBe(false);
    await clock.advance(1);
    await stopped;
    expect(receiver.isClosed).toBe(true);
    expect(log).toEqual(['Target "t": dropping 1 logs that were not sent in time']);
  });

  it("goes on with another receiver, at once when the first one is down", async () => {
    const { clock, receiver, target, write } = open();
    write("one");
    await clock.advance(1000);
    await receiver.answer({ ...failed, retryAfterMs: 60_000 });
    const other = createReceiver();
    target.move(other);
    expect([receiver.isClosed, other.batches]).toEqual([true, [["one"]]]);
  });

  it("lets what is on its way arrive at the old receiver, before it goes on with another", async () => {
    const { clock, receiver, target, write } = open();
    write("one");
    await clock.advance(1000);
    const second = createReceiver();
    const third = createReceiver();
    target.move(second);
    target.move(third);
    write("two");
    expect([receiver.isClosed, second.isClosed]).toEqual([false, true]);
    await receiver.answer(sent);
    await clock.advance(1000);
    expect([receiver.isClosed, receiver.batches, third.batches]).toEqual([true, [["one"]], [["two"]]]);
  });

  it("takes a fault of its delivery for a failure", async () => {
    const clock = createFakeClock();
    const log: string[] = [];
    const target = new TargetRunner(
      "t",
      { send: () => Promise.reject(new TypeError("oops")), close: () => undefined },
      {
        clock,
        log: { notice: (text) => void log.push(text), debug: () => undefined },
        random: () => 0.5,
        labelsOf: () => new Map(),
      },
    );
    target.push(run("web", "one"));
    await clock.advance(1000);
    expect(log).toEqual(['Cannot flush logs to target "t": TypeError: oops']);
    await clock.advance(1049);
    expect(log).toHaveLength(1);
    await clock.advance(1);
    expect(log).toHaveLength(2);
  });
});
