/** One block of a PEM text. */
export interface PemBlock {
  /** What stands after BEGIN: `CERTIFICATE`, `PRIVATE KEY`. */
  readonly type: string;
  readonly der: Uint8Array;
  /** What follows the block's last line. */
  readonly rest: string;
}

const begin = "-----BEGIN ";
const dashes = "-----";

const decodeBase64 = (lines: readonly string[]): Uint8Array | undefined => {
  const text = lines.join("").replaceAll(/\s/g, "");
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, "base64");
};

/**
 * The first block of a text; what stands before it is passed over, and so are its headers.
 * @returns undefined when there is none, or it is broken
 * @source Go, package encoding/pem, Decode; seen: certificates of identities in many forms
 */
export const decodePem = (text: string): PemBlock | undefined => {
  const start = text.startsWith(begin) ? 0 : text.indexOf(`\n${begin}`) + 1;
  const lineEnd = text.indexOf("\n", start);
  const line = text.slice(start, lineEnd).trimEnd();
  if (lineEnd < 0 || !line.startsWith(begin) || !line.endsWith(dashes)) return undefined;
  const type = line.slice(begin.length, -dashes.length);
  const end = `\n-----END ${type}-----`;
  const endAt = text.indexOf(end, lineEnd);
  if (endAt < 0) return undefined;
  const [last = "", ...others] = text.slice(endAt + end.length).split("\n");
  if (last.trim() !== "") return undefined;
  const lines = text.slice(lineEnd + 1, endAt).split("\n");
  const firstOfBody = lines.findIndex((each) => !each.includes(":"));
  const der = decodeBase64(firstOfBody < 0 ? [] : lines.slice(firstOfBody));
  return der && { type, der, rest: others.join("\n") };
};

/** A block of that type, in lines of 64 characters. */
export const encodePem = (type: string, der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${type}-----`, ...lines, `-----END ${type}-----`, ""].join("\n");
};
