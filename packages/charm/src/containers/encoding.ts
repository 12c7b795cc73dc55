import { DecodingError } from "../errors.ts";

/** How text is written as bytes. */
export type Encoding = "utf8" | "utf16le" | "latin1" | "ascii";

/** What files and commands are read and written as: text, or bytes when the encoding is `null`. */
export type Data = string | Uint8Array;

/** The kind of data that an encoding makes of bytes: `null` leaves them as they are. */
export type DataOf<N extends Encoding | null> = N extends null ? Uint8Array : string;

/** Text as bytes. Bytes pass as they are. */
export const encode = (data: Data, encoding: Encoding): Uint8Array =>
  typeof data === "string" ? Buffer.from(data, encoding) : data;

/** Makes text of bytes that come in pieces; a character may be cut in two. */
export interface Decoder {
  decode(bytes: Uint8Array): string;
  /** What is left when there are no more bytes: a sign for a character that was cut off. */
  end(): string;
}

/**
 * A decoder for one stream. A byte order mark stays, so that what is read and written back is the same.
 * @param options.fatal throws a `TypeError` at what is not in that encoding; otherwise U+FFFD stands for it
 */
export const createDecoder = (encoding: Encoding, options: { readonly fatal?: boolean } = {}): Decoder => {
  if (encoding === "latin1" || encoding === "ascii") {
    // TextDecoder knows neither: by both names it means windows-1252.
    const decode = (bytes: Uint8Array): string =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(encoding);
    return { decode, end: () => "" };
  }
  const label = encoding === "utf8" ? "utf-8" : "utf-16le";
  const decoder = new TextDecoder(label, { ignoreBOM: true, fatal: options.fatal ?? false });
  return { decode: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
};

/** Whole bytes as text; U+FFFD stands for what is not in that encoding. */
export const decodeText = (bytes: Uint8Array, encoding: Encoding): string => {
  const decoder = createDecoder(encoding);
  return decoder.decode(bytes) + decoder.end();
};

/**
 * A whole file as text.
 * @throws {DecodingError} when it is not in that encoding, since writing it back would then destroy it
 */
export const decodeFile = (
  bytes: Uint8Array,
  { path, encoding }: { readonly path: string; readonly encoding: Encoding },
): string => {
  const decoder = createDecoder(encoding, { fatal: true });
  try {
    return decoder.decode(bytes) + decoder.end();
  } catch (cause) {
    throw new DecodingError({ path, encoding }, { cause });
  }
};

/** A stream of bytes as text, in pieces that come as they come. */
export async function* decodeStream(
  source: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncIterable<string> {
  const decoder = createDecoder(encoding);
  for await (const bytes of source) {
    const text = decoder.decode(bytes);
    if (text !== "") yield text;
  }
  const rest = decoder.end();
  if (rest !== "") yield rest;
}

/** The lines of a stream of text, without their ends; the last one may have none. */
export async function* linesOf(source: AsyncIterable<string>): AsyncIterable<string> {
  let held = "";
  for await (const text of source) {
    const lines = (held + text).split("\n");
    held = lines.pop() ?? "";
    yield* lines;
  }
  if (held !== "") yield held;
}
