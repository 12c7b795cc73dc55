/** What a client says of itself in an `Authorization` header. */
export interface BasicCredentials {
  readonly name: string;
  /** As bytes: whether they are text is for whoever made the password. */
  readonly password: Uint8Array;
}

const colon = 0x3a;

/**
 * Reads an `Authorization` header.
 * @returns undefined when it is no basic authentication, or is malformed
 * @source RFC 7617; Go, package net/http, Request.BasicAuth
 */
export const readBasicCredentials = (header: string): BasicCredentials | undefined => {
  const [, base64] = /^basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header) ?? [];
  if (base64 === undefined || base64.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(base64, "base64");
  const end = bytes.indexOf(colon);
  return end < 0 ? undefined : { name: bytes.toString("utf8", 0, end), password: bytes.subarray(end + 1) };
};
