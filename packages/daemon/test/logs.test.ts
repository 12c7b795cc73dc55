import { describe, expect, it, setDefaultTimeout } from "bun:test";
import type { LogEntry } from "@cobble/wire";
import { startSupervisor } from "./supervisor.ts";
import { until } from "./until.ts";

setDefaultTimeout(30_000);

/** Goes through lines that are numbered, or say how many are missing: the last number, how many were missing, and what is neither. */
const replay = (
  messages: readonly string[],
): { readonly last: number; readonly lost: number; readonly wrong: readonly string[] } => {
  let last = 0;
  let lost = 0;
  const wrong: string[] = [];
  for (const message of messages) {
    const count = Number(/^\((\d+) lines lost\)$/.exec(message)?.[1] ?? 0);
    lost += count;
    last += Math.max(count, 1);
    if (count === 0 && message !== String(last)) wrong.push(message);
  }
  return { last, lost, wrong };
};

describe("the log of a service that floods", () => {
  it("comes to a slow follower in order, with a count in the place of each gap", async () => {
    const lines = 300_000;
    const layer = `services:\n  web: {override: replace, command: sh -c 'until test -e $DIR/go; do sleep 0.01; done; seq 1 ${lines}; exec sleep 1000'}\n`;
    await using supervisor = startSupervisor(layer);
    await supervisor.act("start", "web");
    const { body } = await supervisor.ask("/v1/logs?follow=true&services=web");
    if (typeof body === "string" || body instanceof Uint8Array) throw new Error("the answer has an end");
    const reading = body[Symbol.asyncIterator]();
    const first = reading.next();
    await Bun.write(`${supervisor.directory}/go`, "");
    const texts = [String((await first).value)];
    await until("all is written", async () => {
      const { body: newest } = await supervisor.ask("/v1/logs?n=1&services=web");
      return String(newest).includes(`"${lines}"`);
    });
    const messages = (): readonly string[] =>
      texts.flatMap((text) =>
        text
          .split("\n")
          .slice(0, -1)
          // The API's own lines have this form.
          .map((line) => (JSON.parse(line) as LogEntry).message),
      );
    while (!texts.at(-1)?.includes(`"${lines}"`)) texts.push(String((await reading.next()).value));
    await reading.return?.();
    const { last, lost, wrong } = replay(messages());
    expect([last, wrong]).toEqual([lines, []]);
    expect(lost).toBeGreaterThan(0);
  });

  it("holds little of output without a newline, and of what is no text", async () => {
    const layer =
      "services:\n" +
      "  long: {override: replace, command: sh -c 'head -c 200000000 /dev/zero | tr \"\\0\" x; touch $DIR/long; exec sleep 1000'}\n" +
      "  junk: {override: replace, command: sh -c 'head -c 20000000 /dev/urandom; touch $DIR/junk; exec sleep 1000'}\n";
    await using supervisor = startSupervisor(layer);
    await supervisor.act("start", "long", "junk");
    for (const name of ["long", "junk"]) {
      await until("it is written", () => Bun.file(`${supervisor.directory}/${name}`).exists());
    }
    const { body } = await supervisor.ask("/v1/logs?n=-1");
    const size = Buffer.byteLength(String(body));
    expect(size).toBeWithin(100_000, 2_000_000);
    expect((await supervisor.service("long")).current).toBe("active");
  });
});
