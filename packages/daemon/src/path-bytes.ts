import { isUtf8 } from "node:buffer";

/*
 * Names of files are bytes, and need not be UTF-8. Inside, a path is a text all the same, in which each byte that is no
 * UTF-8 stands as the lone surrogate U+DC00 plus its value, as in Python: nothing is lost, and paths join and compare as texts.
 */

const surrogates = 0xdc00;

const maxSequenceBytes = 4;

/** How many bytes from `at` on are one character of UTF-8; 0 when there is none. */
const characterLength = (bytes: Uint8Array, at: number): number => {
  for (let length = 1; length <= maxSequenceBytes && at + length <= bytes.length; length += 1) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
};

/** The text of a path's bytes. */
export const textOfPath = (bytes: Buffer): string => {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    text +=
      length === 0
        ? String.fromCharCode(surrogates + (bytes[at] ?? 0))
        : bytes.toString("utf8", at, at + length);
    at += Math.max(length, 1);
  }
  return text;
};

/** The bytes of a path that {@link textOfPath} has made a text of. */
export const bytesOfPath = (text: string): Buffer =>
  Buffer.concat(
    text.split(/([\u{dc80}-\u{dcff}])/u).map((piece, index) => {
      const isByte = index % 2 === 1;
      return isByte ? Buffer.of(piece.charCodeAt(0) - surrogates) : Buffer.from(piece);
    }),
  );

/** What names a file to the file system: the text itself, unless it stands for bytes that are no UTF-8. */
export const systemPath = (text: string): string | Buffer => (text.isWellFormed() ? text : bytesOfPath(text));

/** A path as clients get it: each byte that is no UTF-8 is a U+FFFD. @source pebble 1.32, seen: GET /v1/files */
export const shownPath = (text: string): string => text.toWellFormed();

const hasSurrogate = /[\ud800-\udfff]/;

/** Orders names by their bytes, as the reference does. */
export const comparePaths = (a: string, b: string): number => {
  // Texts order as their bytes do unless one has a character of two units, or a byte that is no UTF-8.
  if (hasSurrogate.test(a) || hasSurrogate.test(b)) return Buffer.compare(bytesOfPath(a), bytesOfPath(b));
  return a < b ? -1 : Number(a > b);
};
