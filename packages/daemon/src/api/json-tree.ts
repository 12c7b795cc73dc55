import { BodyError } from "../errors.ts";

/** A value that has no others inside it; a number keeps its digits. */
type Scalar =
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "number"; readonly literal: string }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "null" };

type Container =
  | { readonly kind: "object"; readonly members: readonly (readonly [key: string, value: JsonTree])[] }
  | { readonly kind: "array"; readonly items: readonly JsonTree[] };

/** A JSON value as it is written: objects keep their order and their repeated keys. */
export type JsonTree = (Scalar | Container) & {
  /** How many bytes it takes as it is written. */
  readonly size: number;
};

/** As deep as Go follows. */
const maxDepth = 10_000;

const quote = 0x22;
const backslash = 0x5c;

/** Where the reading is. Each character of `bytes` is one byte: faults name bytes, as Go does. */
interface Cursor {
  readonly bytes: string;
  at: number;
}

const namedCharacters: Readonly<Record<string, string>> = {
  "'": "\\'",
  "\\": "\\\\",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

const quoteByte = (byte: string): string => {
  const code = byte.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const named = namedCharacters[byte];
  if (named !== undefined) return `'${named}'`;
  if (code < 0x20 || code === 0x7f) return `'\\x${hex}'`;
  const isInvisible = (code > 0x7f && code <= 0xa0) || code === 0xad;
  return isInvisible ? `'\\u00${hex}'` : `'${byte}'`;
};

/** The fault at the place of the cursor: a byte that does not belong there, or the end of the text. */
const fault = (cursor: Cursor, context: string): BodyError => {
  const byte = cursor.bytes[cursor.at];
  return new BodyError(
    byte === undefined ? "unexpected EOF" : `invalid character ${quoteByte(byte)} ${context}`,
  );
};

/** The byte at the cursor, or nothing at the end. */
const peek = ({ bytes, at }: Cursor): string => bytes[at] ?? "";

/** Passes what the sticky pattern matches at the cursor; empty when it does not match. */
const pass = (cursor: Cursor, pattern: RegExp): string => {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.bytes)?.[0] ?? "";
  cursor.at += found.length;
  return found;
};

const passSpace = (cursor: Cursor): void => void pass(cursor, /[ \t\r\n]*/y);

const passDigits = (cursor: Cursor, context: string): void => {
  if (pass(cursor, /\d+/y) === "") throw fault(cursor, context);
};

const readNumber = (cursor: Cursor): Scalar => {
  const start = cursor.at;
  pass(cursor, /-/y);
  // A zero stands alone: what follows it belongs to something else.
  if (pass(cursor, /0/y) === "") passDigits(cursor, "in numeric literal");
  if (pass(cursor, /\./y) !== "") passDigits(cursor, "after decimal point in numeric literal");
  if (pass(cursor, /[eE][+-]?/y) !== "") passDigits(cursor, "in exponent of numeric literal");
  return { kind: "number", literal: cursor.bytes.slice(start, cursor.at) };
};

const passEscape = (cursor: Cursor): void => {
  cursor.at += 1;
  const letter = peek(cursor);
  if (!/^["\\/bfnrtu]$/.test(letter)) throw fault(cursor, "in string escape code");
  cursor.at += 1;
  for (let digits = 0; letter === "u" && digits < 4; digits++) {
    if (pass(cursor, /[0-9a-fA-F]/y) === "") throw fault(cursor, "in \\u hexadecimal character escape");
  }
};

/** Passes the bytes of a string that stand for themselves; control characters may not be there. */
const passPlainText = (cursor: Cursor): void => {
  for (; cursor.at < cursor.bytes.length; cursor.at++) {
    const code = cursor.bytes.charCodeAt(cursor.at);
    if (code < 0x20 || code === quote || code === backslash) return;
  }
};

/** Finds what is wrong with the text that begins with the quote at `from`. */
const findTextFault = (cursor: Cursor, from: number): BodyError => {
  cursor.at = from + 1;
  for (;;) {
    passPlainText(cursor);
    if (peek(cursor) !== "\\") return fault(cursor, "in string literal");
    passEscape(cursor);
  }
};

/** Where the text ends that begins behind the quote at `from`: at the next quote that no backslash stands for. */
const endOfText = ({ bytes }: Cursor, from: number): number => {
  for (let at = bytes.indexOf('"', from + 1); at >= 0; at = bytes.indexOf('"', at + 1)) {
    let before = at;
    while (bytes.charCodeAt(before - 1) === backslash) before -= 1;
    if ((at - before) % 2 === 0) return at;
  }
  return -1;
};

/**
 * Reads the text that begins with the quote at the cursor; bytes that are no UTF-8, and halves of surrogate pairs, become
 * U+FFFD. What JavaScript takes is right: only what it refuses is looked at byte by byte.
 */
const readText = (cursor: Cursor): string => {
  const from = cursor.at;
  const end = endOfText(cursor, from);
  if (end < 0) throw findTextFault(cursor, from);
  const raw = cursor.bytes.slice(from, end + 1);
  const json = /[\x80-\xff]/.test(raw) ? Buffer.from(raw, "latin1").toString("utf8") : raw;
  let text: string;
  try {
    text = JSON.parse(json);
  } catch {
    throw findTextFault(cursor, from);
  }
  cursor.at = end + 1;
  return raw.includes("\\u") ? text.toWellFormed() : text;
};

const readWord = (cursor: Cursor, word: "true" | "false" | "null"): Scalar => {
  for (const letter of word) {
    if (peek(cursor) !== letter) throw fault(cursor, `in literal ${word} (expecting '${letter}')`);
    cursor.at += 1;
  }
  return word === "null" ? { kind: "null" } : { kind: "bool", value: word === "true" };
};

/** A list or object whose end has not come yet; the values inside are added as they come. */
type Open =
  | { readonly kind: "array"; readonly from: number; readonly items: JsonTree[] }
  | { readonly kind: "object"; readonly from: number; readonly members: [string, JsonTree][]; key: string };

const readScalar = (cursor: Cursor): Scalar => {
  const byte = peek(cursor);
  if (byte === '"') return { kind: "string", text: readText(cursor) };
  if (byte === "t") return readWord(cursor, "true");
  if (byte === "f") return readWord(cursor, "false");
  if (byte === "n") return readWord(cursor, "null");
  if (/^[-\d]$/.test(byte)) return readNumber(cursor);
  throw fault(cursor, "looking for beginning of value");
};

const readKey = (cursor: Cursor, open: Open): void => {
  if (open.kind === "array") return;
  if (peek(cursor) !== '"') throw fault(cursor, "looking for beginning of object key string");
  open.key = readText(cursor);
  passSpace(cursor);
  if (pass(cursor, /:/y) === "") throw fault(cursor, "after object key");
  passSpace(cursor);
};

const endOf = (open: Open): string => (open.kind === "array" ? "]" : "}");

const close = (cursor: Cursor, open: Open): JsonTree => {
  cursor.at += 1;
  const size = cursor.at - open.from;
  return open.kind === "array"
    ? { kind: "array", items: open.items, size }
    : { kind: "object", members: open.members, size };
};

/** Reads the beginning of a value. What is whole by then comes back; otherwise a value inside it is next. */
const begin = (cursor: Cursor, stack: Open[]): JsonTree | undefined => {
  const from = cursor.at;
  const byte = peek(cursor);
  if (byte !== "[" && byte !== "{") return { ...readScalar(cursor), size: cursor.at - from };
  if (stack.length >= maxDepth) throw fault(cursor, "exceeded max depth");
  const open: Open =
    byte === "[" ? { kind: "array", from, items: [] } : { kind: "object", from, members: [], key: "" };
  cursor.at += 1;
  passSpace(cursor);
  if (peek(cursor) !== endOf(open)) {
    stack.push(open);
    readKey(cursor, open);
    return undefined;
  }
  return close(cursor, open);
};

/** Reads what follows a value inside `open`: its end, which makes it whole, or a comma, after which a value is next. */
const proceed = (cursor: Cursor, stack: Open[], open: Open): JsonTree | undefined => {
  passSpace(cursor);
  if (pass(cursor, /,/y) !== "") {
    passSpace(cursor);
    readKey(cursor, open);
    return undefined;
  }
  if (peek(cursor) !== endOf(open)) {
    throw fault(cursor, open.kind === "array" ? "after array element" : "after object key:value pair");
  }
  stack.pop();
  return close(cursor, open);
};

/** Reads one value. It keeps its own stack, which no client can exhaust by nesting. */
const readValue = (cursor: Cursor): JsonTree => {
  const stack: Open[] = [];
  let value = begin(cursor, stack);
  for (;;) {
    const open = stack.at(-1);
    if (value === undefined) value = begin(cursor, stack);
    else if (open === undefined) return value;
    else {
      if (open.kind === "array") open.items.push(value);
      else open.members.push([open.key, value]);
      value = proceed(cursor, stack, open);
    }
  }
};

/**
 * Reads the first JSON value of a text; whatever follows it is ignored.
 * @throws {BodyError} what Go says of the first byte that is wrong; `EOF` when there is nothing but space
 * @source Go, package encoding/json, Decoder.Decode; seen: bodies of many forms sent to pebble 1.32
 */
export const readFirstJson = (bytes: Uint8Array): JsonTree => {
  const cursor: Cursor = { bytes: Buffer.from(bytes).toString("latin1"), at: 0 };
  passSpace(cursor);
  if (cursor.at === cursor.bytes.length) throw new BodyError("EOF");
  return readValue(cursor);
};
