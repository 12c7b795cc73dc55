import { describe, expect, it } from "bun:test";
import { splitLines } from "../../../src/log-lines/log-run.ts";
import { ServiceLog } from "../../../src/managers/logs/service-log.ts";
import { createFakeClock, type FakeClock, settle } from "../../fake-clock.ts";

/** A log that is written to by hand. */
interface Written {
  readonly log: ServiceLog;
  readonly clock: FakeClock;
  /** The lines that a reader was given. */
  readonly read: readonly string[];
  /** What was copied to the daemon's output. */
  readonly echoed: readonly string[];
  write(text: string): Promise<void>;
  /** Ends the stream of output. */
  end(): Promise<void>;
}

const openLog = (options: { readonly withReader: boolean }): Written => {
  const clock = createFakeClock();
  const log = new ServiceLog("web", { clock, echo: ({ bytes }) => void echoed.push(...splitLines(bytes)) });
  const output = new TransformStream<Uint8Array, Uint8Array>();
  const writer = output.writable.getWriter();
  const read: string[] = [];
  const echoed: string[] = [];
  if (options.withReader) log.addReader(({ bytes }) => read.push(...splitLines(bytes)));
  const drained = log.drain(output.readable);
  return {
    log,
    clock,
    read,
    echoed,
    write: async (text) => {
      await writer.write(Buffer.from(text));
      await settle();
    },
    end: async () => {
      await writer.close();
      await drained;
    },
  };
};

const texts = (log: ServiceLog, count = 100): readonly string[] => log.last(count).map(({ text }) => text);

describe("the log of a service", () => {
  it("shows a line that is not finished, as far as it has come", async () => {
    const { log, write, end } = openLog({ withReader: false });
    await write("one\ntw");
    expect(texts(log)).toEqual(["one", "tw"]);
    expect(texts(log, 1)).toEqual(["tw"]);
    expect(texts(log, 0)).toEqual([]);
    await write("o\n");
    expect(texts(log)).toEqual(["one", "two"]);
    await end();
  });

  it("ends the last line with the stream, so that the next start begins a new one", async () => {
    const { log, write, end } = openLog({ withReader: true });
    await write("half");
    await end();
    expect(texts(log)).toEqual(["half"]);
    const runs = log.runs().map(({ service, bytes }) => [service, ...splitLines(bytes)]);
    expect(runs).toEqual([["web", "half"]]);
  });

  it("gives a reader whole lines at once, and the start of a line when it has stood still", async () => {
    const { clock, read, echoed, write, end } = openLog({ withReader: true });
    await write("one\nPassword: ");
    expect(read).toEqual(["one"]);
    await clock.advance(450);
    expect(read).toEqual(["one"]);
    await clock.advance(100);
    expect(read).toEqual(["one", "Password: "]);
    await write("secret\ntwo\n");
    expect(read).toEqual(["one", "Password: ", "secret", "two"]);
    expect(echoed).toEqual(["one", "Password: secret", "two"]);
    await end();
    await clock.advance(1000);
    expect(clock.pending()).toBe(0);
  });

  it("gives a reader nothing more of a line that only ends", async () => {
    const { clock, read, write, end } = openLog({ withReader: true });
    await write("ready");
    await clock.advance(600);
    await write("\n");
    await end();
    expect(read).toEqual(["ready"]);
  });

  it("has given those who come later as much of an unfinished line as all others", async () => {
    const { log, write, end } = openLog({ withReader: false });
    await write("one\nabc");
    const given = (): readonly string[] => log.runs().flatMap(({ bytes }) => splitLines(bytes));
    expect(given()).toEqual(["one"]);
    log.tellUnfinished();
    await write("de");
    expect(given()).toEqual(["one", "abc"]);
    const read: string[] = [];
    log.addReader(({ bytes }) => read.push(...splitLines(bytes)));
    await write("f\n");
    expect(read).toEqual(["def"]);
    expect(given()).toEqual(["one", "abcdef"]);
    await end();
  });

  it("ends with a stream that cannot be read any more", async () => {
    const log = new ServiceLog("web", { clock: createFakeClock() });
    let pulled = false;
    const output = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (pulled) controller.error(new Error("EIO"));
        else controller.enqueue(Buffer.from("half"));
        pulled = true;
      },
    });
    await log.drain(output);
    expect(texts(log)).toEqual(["half"]);
  });

  it("sets no timer for lines that nobody hears of", async () => {
    const { clock, write, end } = openLog({ withReader: false });
    await write("half");
    expect(clock.pending()).toBe(0);
    await end();
  });

  it("gives a reader that has left nothing more", async () => {
    const { log, write, end } = openLog({ withReader: false });
    const read: string[] = [];
    const reader = ({ bytes }: { readonly bytes: Uint8Array }): void => void read.push(...splitLines(bytes));
    log.addReader(reader);
    log.addReader(reader);
    await write("one\n");
    log.removeReader(reader);
    await write("two\n");
    expect(read).toEqual(["one"]);
    await end();
  });
});
