/** What is wrong with the bytes of a text, in the words of Go's yaml.v3. */
export interface EncodingFault {
  readonly message: string;
  /** Where in the decoded text the fault is, in UTF-16 units. */
  readonly offset: number;
}

/** A text, and what is wrong with its bytes: then the text has U+FFFD in place of what is no character. */
export interface DecodedText {
  readonly text: string;
  readonly encodingFault?: EncodingFault;
}

type ByteFault = { readonly message: string; readonly at: number } | undefined;

const widthOf = (lead: number): number => {
  if (lead < 0x80) return 1;
  if ((lead & 0xe0) === 0xc0) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  return (lead & 0xf8) === 0xf0 ? 4 : 0;
};

/** What is wrong with the character of `width` bytes at `at`. */
const characterFault = (bytes: Uint8Array, at: number, width: number): ByteFault => {
  if (width === 0) return { message: "invalid leading UTF-8 octet", at };
  if (at + width > bytes.length) return { message: "incomplete UTF-8 octet sequence", at };
  const trail = bytes.subarray(at + 1, at + width);
  if (trail.some((byte) => (byte & 0xc0) !== 0x80)) return { message: "invalid trailing UTF-8 octet", at };
  const lead = (bytes[at] ?? 0) & (width === 1 ? 0x7f : 0xff >> (width + 1));
  const code = trail.reduce((value, byte) => value * 64 + (byte & 0x3f), lead);
  const least = [0, 0, 0x80, 0x800, 0x10000][width] ?? 0;
  if (code < least) return { message: "invalid length of a UTF-8 sequence", at };
  const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? undefined : { message: "invalid Unicode character", at };
};

const findUtf8Fault = (bytes: Uint8Array): ByteFault => {
  for (let at = 0; at < bytes.length; ) {
    const width = widthOf(bytes[at] ?? 0);
    const fault = characterFault(bytes, at, width);
    if (fault !== undefined) return fault;
    at += width;
  }
  return undefined;
};

const isSurrogate = (unit: number, first: number): boolean => (unit & 0xfc00) === first;

const findUtf16Fault = (bytes: Uint8Array, littleEndian: boolean): ByteFault => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += 2) {
    if (at + 1 === bytes.length) return { message: "incomplete UTF-16 character", at };
    const unit = view.getUint16(at, littleEndian);
    if (isSurrogate(unit, 0xdc00)) return { message: "unexpected low surrogate area", at };
    if (!isSurrogate(unit, 0xd800)) continue;
    if (at + 3 >= bytes.length) return { message: "incomplete UTF-16 surrogate pair", at };
    at += 2;
    if (!isSurrogate(view.getUint16(at, littleEndian), 0xdc00)) {
      return { message: "expected low surrogate area", at };
    }
  }
  return undefined;
};

/** Which encoding a byte order mark tells; UTF-8 without one. */
const encodingOf = ([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" => {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
};

/**
 * Decodes the bytes of a YAML file: UTF-8, or UTF-16 with a byte order mark, which stays in the text.
 * @source pebble 1.32, seen: layer files in such encodings, and with bytes that are no characters
 */
export const decodeYaml = (bytes: Uint8Array): DecodedText => {
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    // Which byte is wrong, and how, the decoder does not tell.
    const decode = (part: Uint8Array): string => new TextDecoder(encoding, { ignoreBOM: true }).decode(part);
    const text = decode(bytes);
    const fault =
      encoding === "utf-8" ? findUtf8Fault(bytes) : findUtf16Fault(bytes, encoding === "utf-16le");
    if (fault === undefined) return { text };
    return {
      text,
      encodingFault: { message: fault.message, offset: decode(bytes.subarray(0, fault.at)).length },
    };
  }
};
