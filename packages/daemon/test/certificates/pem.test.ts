import { describe, expect, it } from "bun:test";
import { decodePem, encodePem } from "../../src/certificates/pem.ts";

const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
const text = encodePem("THING", bytes);

describe("PEM", () => {
  it("reads what it writes, whatever the size", () => {
    for (const length of [0, 1, 47, 48, 49, 96, 1000]) {
      const der = bytes.length < length ? new Uint8Array(length).fill(7) : bytes.subarray(0, length);
      const block = decodePem(encodePem("THING", der));
      expect([block?.type, block?.rest, [...(block?.der ?? [])]]).toEqual(["THING", "", [...der]]);
    }
  });

  const accepted: readonly [name: string, text: string, rest: string][] = [
    ["text before it", `some words\n${text}`, ""],
    ["empty lines before it", `\n\n${text}`, ""],
    ["no line end after it", text.trimEnd(), ""],
    ["Windows line ends", text.replaceAll("\n", "\r\n"), ""],
    ["headers", text.replace("THING-----\n", "THING-----\nProc-Type: 4\nDEK-Info: x\n\n"), ""],
    ["spaces after the end", `${text.trimEnd()}  \n`, ""],
    ["something after it", `${text}more`, "more"],
    ["a line end after it", `${text}\n`, "\n"],
    ["another block after it", text + text, text],
  ];
  for (const [name, given, rest] of accepted) {
    it(`is read with ${name}`, () => {
      const block = decodePem(given);
      expect([...(block?.der ?? [])]).toEqual([...bytes]);
      expect(block?.rest).toBe(rest);
    });
  }

  const refused: readonly [name: string, text: string][] = [
    ["nothing", ""],
    ["words", "hello"],
    ["a letter before it", `x${text}`],
    ["a space before it", ` ${text}`],
    ["no end", text.slice(0, -20)],
    ["another end", text.replace("END THING", "END OTHER")],
    ["no line end after its first line", text.replace("\n", " ")],
    ["letters after the end", `${text.trimEnd()}x\n`],
    ["what is not base64", text.replace("A", "!")],
    ["base64 of the wrong length", text.replace("A", "")],
  ];
  for (const [name, given] of refused) {
    it(`is refused with ${name}`, () => {
      expect(decodePem(given)).toBeUndefined();
    });
  }
});
