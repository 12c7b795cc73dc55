import { describe, expect, it } from "bun:test";
import { linesText, splitLines } from "../../../src/log-lines/log-run.ts";
import { createLogManager, type LogManager } from "../../../src/managers/logs/manager.ts";
import { createFakeClock } from "../../fake-clock.ts";

const stream = (...chunks: readonly string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(Buffer.from(chunk));
      controller.close();
    },
  });

const open = (): LogManager => createLogManager({ clock: createFakeClock(), echo: undefined });

describe("the logs of services", () => {
  it("are read together in order of time, the newest of all", async () => {
    const logs = open();
    await logs.drain("b", stream("1\n"));
    await logs.drain("a", stream("2\n", "3\n"));
    await logs.drain("b", stream("4\n"));
    const read = (services: readonly string[], count: number): readonly string[] =>
      logs.read({ services, count }).map(({ service, message }) => `${service}${message}`);
    expect(read([], 3)).toEqual(["a2", "a3", "b4"]);
    expect(read(["b", "b", "nope"], 9)).toEqual(["b1", "b4"]);
    expect(read(["b"], 0)).toEqual([]);
    expect(logs.tail("a", 1)).toEqual(["3"]);
    expect(logs.tail("nope", 1)).toEqual([]);
    expect(logs.runs("a").map(({ bytes }) => linesText(bytes))).toEqual(["2", "3"]);
    expect(logs.runs("nope")).toEqual([]);
  });

  it("are followed from the kept lines on, of named services or of all, also of those that come later", async () => {
    const logs = open();
    await logs.drain("a", stream("1\n"));
    const all = logs.follow({ services: [], count: 9 });
    const one = logs.follow({ services: ["b"], count: 9 });
    await logs.drain("b", stream("2\n"));
    await logs.drain("a", stream("3\n"));
    expect(all.kept.map(({ message }) => message)).toEqual(["1"]);
    expect(one.kept).toEqual([]);
    const taken = async ({ follower }: typeof all): Promise<readonly string[]> => {
      const stop = new AbortController();
      for await (const runs of follower.runs(stop.signal))
        return runs.flatMap(({ bytes }) => splitLines(bytes));
      return [];
    };
    expect(await taken(all)).toEqual(["2", "3"]);
    expect(await taken(one)).toEqual(["2"]);
    all.unsubscribe();
    one.unsubscribe();
  });

  it("give a line that is not finished to a new follower as it stands, and the rest to all", async () => {
    const logs = open();
    const output = new TransformStream<Uint8Array, Uint8Array>();
    const writer = output.writable.getWriter();
    const drained = logs.drain("a", output.readable);
    const read: string[] = [];
    logs.subscribe({ wants: () => true, read: ({ bytes }) => read.push(...splitLines(bytes)) });
    await writer.write(Buffer.from("begun"));
    const { kept, unsubscribe } = logs.follow({ services: ["a"], count: 9 });
    expect(kept.map(({ message }) => message)).toEqual(["begun"]);
    await writer.write(Buffer.from(" and ended\n"));
    await writer.close();
    await drained;
    expect(read).toEqual(["begun", " and ended"]);
    unsubscribe();
  });

  it("go to a subscriber as long as it wants them", async () => {
    const logs = open();
    const wanted = new Set(["a"]);
    const read: string[] = [];
    const subscription = logs.subscribe({
      wants: (service) => wanted.has(service),
      read: ({ bytes }) => read.push(...splitLines(bytes)),
    });
    await logs.drain("a", stream("1\n"));
    await logs.drain("b", stream("2\n"));
    wanted.add("b");
    wanted.delete("a");
    subscription.refresh();
    await logs.drain("a", stream("3\n"));
    await logs.drain("b", stream("4\n"));
    subscription.unsubscribe();
    await logs.drain("b", stream("5\n"));
    expect(read).toEqual(["1", "4"]);
  });
});
