/** The values of ASN.1 in the encoding that certificates have: tag, length, content. */

const concat = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

const encodeLength = (length: number): readonly number[] => {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
};

const encode = (tag: number, content: Uint8Array): Uint8Array =>
  concat([Uint8Array.from([tag, ...encodeLength(content.length)]), content]);

/** SEQUENCE. */
export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encode(0x30, concat(parts));

/** SET, of one value: with more their order would matter. */
export const setOf = (part: Uint8Array): Uint8Array => encode(0x31, part);

/** BOOLEAN, true: the other one is what is left out. */
export const yes: Uint8Array = encode(0x01, Uint8Array.of(0xff));

/** INTEGER, not negative, its bytes most significant first. */
export const integer = (bytes: Uint8Array): Uint8Array => {
  const start = bytes.findIndex((byte) => byte !== 0);
  const short = start < 0 ? Uint8Array.of(0) : bytes.subarray(start);
  const isHigh = (short[0] ?? 0) >= 0x80;
  return encode(0x02, isHigh ? concat([Uint8Array.of(0), short]) : short);
};

/** BIT STRING; `unusedBits` of its last byte do not count. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Uint8Array =>
  encode(0x03, concat([Uint8Array.of(unusedBits), bytes]));

/** OCTET STRING. */
export const octetString = (bytes: Uint8Array): Uint8Array => encode(0x04, bytes);

const base128 = (value: number): readonly number[] => {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
};

/** OBJECT IDENTIFIER, from its dotted form. */
export const objectId = (dotted: string): Uint8Array => {
  const [first = 0, second = 0, ...others] = dotted.split(".").map(Number);
  return encode(0x06, Uint8Array.from([40 * first + second, ...others.flatMap(base128)]));
};

/** PrintableString: letters, digits, spaces and `'()+,-./:=?`. */
export const printableString = (text: string): Uint8Array => encode(0x13, Buffer.from(text, "latin1"));

/** A time to the second, in the form that its year asks for. */
export const time = (ms: number): Uint8Array => {
  const digits = new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(/[-:T]/g, "");
  // UTCTime has two digits for the year, and ends with 2049.
  return digits < "2050" ? encode(0x17, Buffer.from(digits.slice(2))) : encode(0x18, Buffer.from(digits));
};

/** A value with an explicit context tag. */
export const tagged = (number: number, value: Uint8Array): Uint8Array => encode(0xa0 | number, value);

/** Bytes with a context tag in place of their own. */
export const taggedBytes = (number: number, bytes: Uint8Array): Uint8Array => encode(0x80 | number, bytes);

/** How long a value is, and where its content begins. */
const measure = (bytes: Uint8Array, start: number): { readonly content: number; readonly end: number } => {
  const first = bytes[start + 1] ?? 0;
  const content = start + 2 + (first < 0x80 ? 0 : first & 0x7f);
  let length = first;
  if (first >= 0x80) {
    length = 0;
    for (let i = start + 2; i < content; i += 1) length = length * 256 + (bytes[i] ?? 0);
  }
  return { content, end: content + length };
};

/** The bytes of a value without its tag and length. */
export const contentOf = (value: Uint8Array): Uint8Array => {
  const { content, end } = measure(value, 0);
  return value.subarray(content, end);
};

/** The values inside a sequence, each with its tag and length. @param value a sequence that is whole */
export const readParts = (value: Uint8Array): readonly Uint8Array[] => {
  const parts: Uint8Array[] = [];
  const { content, end } = measure(value, 0);
  for (let at = content; at < Math.min(end, value.length); ) {
    const next = measure(value, at).end;
    parts.push(value.subarray(at, next));
    at = next;
  }
  return parts;
};
