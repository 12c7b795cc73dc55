import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { linesText } from "../../../src/log-lines/log-run.ts";
import { LineAssembler } from "../../../src/managers/logs/line-assembler.ts";

interface Output {
  readonly text: string;
  readonly time: number;
  readonly told: number;
}

const assemble = (service = "web"): { readonly assembler: LineAssembler; readonly out: Output[] } => {
  const out: Output[] = [];
  const assembler = new LineAssembler(service, (lines, details) =>
    out.push({ text: new TextDecoder().decode(lines), ...details }),
  );
  return { assembler, out };
};

describe("a line assembler", () => {
  it("passes whole lines on, and keeps what has no end", () => {
    const { assembler, out } = assemble();
    assembler.push(Buffer.from("one\ntw"), 1000);
    assembler.push(Buffer.from("o\nthree\n"), 1001);
    assembler.end();
    expect(out.map(({ text }) => text)).toEqual(["one\n", "two\nthree\n"]);
  });

  it("gives a line the time of its first byte, and those after it their own", () => {
    const { assembler, out } = assemble();
    assembler.push(Buffer.from("tw"), 1000);
    assembler.push(Buffer.from("o"), 5000);
    assembler.push(Buffer.from("\nthree\nfo"), 9000);
    assembler.push(Buffer.from("ur\n"), 12_000);
    expect(out).toEqual([
      { text: "two\n", time: 1000, told: 0 },
      { text: "three\n", time: 9000, told: 0 },
      { text: "four\n", time: 9000, told: 0 },
    ]);
  });

  it("passes the rest on as a line, when the stream ends", () => {
    const { assembler, out } = assemble();
    assembler.push(Buffer.from("half"), 1);
    assembler.end();
    assembler.end();
    expect(out.map(({ text }) => text)).toEqual(["half\n"]);
  });

  it("shows the line that is not finished, and gives each part of it once", () => {
    const { assembler, out } = assemble();
    expect([assembler.unfinished(), assembler.hasUntold]).toEqual([undefined, false]);
    assembler.push(Buffer.from("ab"), 1000);
    expect(linesText(assembler.tell()?.bytes ?? Buffer.alloc(0))).toBe("ab");
    expect([assembler.tell(), assembler.hasUntold]).toEqual([undefined, false]);
    assembler.push(Buffer.from("cd"), 9000);
    expect(assembler.hasUntold).toBe(true);
    expect(linesText(assembler.tell()?.bytes ?? Buffer.alloc(0))).toBe("cd");
    expect(linesText(assembler.unfinished()?.bytes ?? Buffer.alloc(0))).toBe("abcd");
    assembler.push(Buffer.from("e\nf\n"), 9000);
    expect(out).toEqual([
      { text: "abcde\n", time: 1000, told: 4 },
      { text: "f\n", time: 9000, told: 0 },
    ]);
  });

  it("cuts a long line where the reference does, the first piece after its time and name", () => {
    for (const chunkBytes of [100_000, 4096, 4097, 1000, 7]) {
      const { assembler, out } = assemble("long");
      const text = `${"y".repeat(8000)}\nshort\n${"z".repeat(4065)}\n${"w".repeat(4064)}\n`;
      for (let at = 0; at < text.length; at += chunkBytes) {
        assembler.push(Buffer.from(text.slice(at, at + chunkBytes)), 1);
      }
      const lines = out.flatMap((each) => each.text.split("\n").slice(0, -1));
      expect(lines.map((line) => line.length)).toEqual([4064, 3936, 5, 4064, 1, 4064]);
    }
  });

  it("cuts between characters, where there are any", () => {
    const { assembler, out } = assemble("long");
    assembler.push(Buffer.from(`a${"é".repeat(3000)}\n`), 1);
    expect(out[0]?.text.split("\n")).toEqual([`a${"é".repeat(2031)}`, "é".repeat(969), ""]);
    const junk = assemble("long");
    junk.assembler.push(Buffer.alloc(5000, 0x80), 1);
    junk.assembler.end();
    expect(junk.out.flatMap(({ text }) => text.split("\n").map((line) => line.length))).toEqual([
      4064, 0, 936, 0,
    ]);
  });

  it("holds little of output that never ends a line", () => {
    const { assembler, out } = assemble();
    for (let round = 0; round < 100; round++) assembler.push(Buffer.alloc(10_000, "x"), round * 1000);
    expect(assembler.unfinished()?.bytes.byteLength).toBeLessThanOrEqual(4096);
    const passed = out.reduce((sum, { text }) => sum + text.replaceAll("\n", "").length, 0);
    expect(passed).toBeGreaterThan(990_000);
  });

  it("loses and adds nothing, however the text is cut into chunks and whatever was told before", () => {
    const chunk = fc.record({
      text: fc.string({ unit: fc.constantFrom("a", "\n", "b") }),
      time: fc.integer({ min: 0, max: 5000 }),
      tell: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => {
        let told = "";
        let read = "";
        let kept = "";
        const assembler = new LineAssembler("web", (lines, details) => {
          kept += new TextDecoder().decode(lines);
          read += new TextDecoder().decode(lines.subarray(details.told));
        });
        for (const { text, time, tell } of chunks) {
          if (text !== "") assembler.push(Buffer.from(text), time);
          if (tell) {
            told = linesText(assembler.tell()?.bytes ?? Buffer.alloc(0));
            read += told;
          }
        }
        assembler.end();
        const text = chunks.map((each) => each.text).join("");
        const whole = text === "" || text.endsWith("\n") ? text : `${text}\n`;
        expect([kept, read]).toEqual([whole, whole]);
      }),
    );
  });
});
