import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { MultipartReader } from "../../../src/api/files/multipart-reader.ts";

const boundary = "0123456789abcdef0123456789abcdef";

interface Read {
  readonly name: string;
  readonly filename: string;
  readonly text: string;
}

async function* inChunks(bytes: Buffer, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

const readAll = async (text: string, chunkBytes = 7): Promise<readonly Read[]> => {
  const reader = new MultipartReader(inChunks(Buffer.from(text, "latin1"), chunkBytes), boundary);
  const parts: Read[] = [];
  for (let part = await reader.next(); part !== undefined; part = await reader.next()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.content) chunks.push(Buffer.from(chunk));
    parts.push({
      name: part.name,
      filename: part.filename,
      text: Buffer.concat(chunks).toString("latin1"),
    });
  }
  return parts;
};

const field = (name: string, content: string, lineEnd = "\r\n"): string =>
  [`--${boundary}`, `Content-Disposition: form-data; name="${name}"`, "", content, ""].join(lineEnd);

const end = `--${boundary}--\r\n`;

describe("a multipart reader", () => {
  it("gives each part its name, file name and content", async () => {
    const file = `--${boundary}\r\ncontent-disposition: form-data; name=files; filename="/a/q\\"b\\\\c"\r\nX: y\r\n\r\nhi\r\n`;
    expect(await readAll(field("request", "{}") + file + end)).toEqual([
      { name: "request", filename: "", text: "{}" },
      { name: "files", filename: '/a/q"b\\c', text: "hi" },
    ]);
  });

  it("gives back what was put in, whatever it is and however it is cut", async () => {
    const pieces = fc.constantFrom("\r\n", "\n", "\r", "-", "--", boundary, `--${boundary}`, "x", "\0", " ");
    const contents = fc.array(
      fc.array(pieces, { maxLength: 8 }).map((all) => all.join("")),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(contents, fc.integer({ min: 1, max: 80 }), async (all, chunkBytes) => {
        // What would be a boundary by the rules may not be in a content; every client sees to that.
        const safe = all.filter(
          (text) => !/(?:^|\r\n)--[0-9a-f]{32}(?:--|[ \t]*\r?\n|[ \t]*\r?$|-$)/.test(text),
        );
        const body = safe.map((text, index) => field(`${index}`, text)).join("") + end;
        const parts = await readAll(body, chunkBytes);
        expect(parts.map((part) => part.text)).toEqual(safe);
      }),
      { numRuns: 300 },
    );
  });

  it("skips a preamble and takes bare line ends when the first boundary has one", async () => {
    const parts = await readAll(
      `some words\n${field("a", "one\r\ntwo", "\n")}${field("b", "", "\n")}--${boundary}--`,
    );
    expect(parts.map((part) => part.text)).toEqual(["one\r\ntwo", ""]);
  });

  it("skips what a receiver left of a part", async () => {
    const body = field("a", "x".repeat(1000)) + field("b", "second") + end;
    const reader = new MultipartReader(inChunks(Buffer.from(body), 64), boundary);
    const first = await reader.next();
    for await (const _ of first?.content ?? []) break;
    expect((await reader.next())?.name).toBe("b");
    expect(await reader.next()).toBeUndefined();
  });

  it("refuses a body that ends too early, wherever it is cut", async () => {
    const whole = field("a", "content") + end;
    const last = whole.length - "\r\n".length;
    for (let length = 0; length < last; length++) {
      expect(readAll(whole.slice(0, length)), `cut after ${length}`).rejects.toThrow("NextPart: EOF");
    }
    expect(await readAll(whole.slice(0, last))).toHaveLength(1);
  });

  it("refuses headers with a NUL, without a colon, or without end", async () => {
    const withHeader = (header: string): string => `--${boundary}\r\n${header}\r\n\r\nx\r\n${end}`;
    expect(readAll(withHeader("X: a\0b"))).rejects.toThrow("malformed MIME header line");
    expect(readAll(withHeader("no colon"))).rejects.toThrow("malformed MIME header: missing colon");
    expect(readAll(withHeader(`X: ${"y".repeat(70_000)}`), 4096)).rejects.toThrow("too l");
    expect(readAll(withHeader("X: y\r\n".repeat(20_000)), 4096)).rejects.toThrow("too large");
  });
});
