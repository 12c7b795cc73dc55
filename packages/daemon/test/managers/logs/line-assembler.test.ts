import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { LineAssembler } from "../../../src/managers/logs/line-assembler.ts";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("a line assembler", () => {
  it("passes whole lines on, and keeps what has no end", () => {
    const assembler = new LineAssembler();
    expect(decode(assembler.push(Buffer.from("one\ntw")))).toBe("one\n");
    expect(decode(assembler.push(Buffer.from("o\n")))).toBe("two\n");
    expect(assembler.flush().byteLength).toBe(0);
  });

  it("passes the rest on as a line, when the stream ends", () => {
    const assembler = new LineAssembler();
    assembler.push(Buffer.from("half"));
    expect(decode(assembler.flush())).toBe("half\n");
  });

  it("cuts output that never ends a line, before it fills the memory", () => {
    const assembler = new LineAssembler();
    let out = 0;
    for (let round = 0; round < 100; round++) out += assembler.push(Buffer.alloc(10_000, "x")).byteLength;
    expect(out).toBeGreaterThan(900_000);
  });

  it("loses and adds nothing, however the text is cut into chunks", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", "\n", "b") })), (chunks) => {
        const assembler = new LineAssembler();
        const out =
          chunks.map((chunk) => decode(assembler.push(Buffer.from(chunk)))).join("") +
          decode(assembler.flush());
        const text = chunks.join("");
        expect(out).toBe(text === "" || text.endsWith("\n") ? text : `${text}\n`);
      }),
    );
  });
});
