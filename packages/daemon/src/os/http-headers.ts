import { quoted } from "@cobble/wire";
import type { HttpTarget } from "./http-target.ts";

/** Headers as they are sent, by name. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** What the connection decides itself, whatever a check asks for. */
const decided: ReadonlySet<string> = new Set(["Host", "Content-Length", "Transfer-Encoding", "Trailer"]);

/** Headers that are meant for the first host and its subdomains only. */
const privateHeaders: ReadonlySet<string> = new Set([
  "Authorization",
  "Cookie",
  "Cookie2",
  "Proxy-Authorization",
  "Www-Authenticate",
]);

/** `X-Request-Id`, however it was written. */
const canonical = (name: string): string =>
  name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** A header of a check cannot be sent; the text is Go's. */
export class HeaderFault extends Error {}

/**
 * The headers of a check's first request.
 * @throws {HeaderFault} when a name or value cannot be sent
 * @source pebble 1.32, seen: what a server is sent by an http check
 * @differs User-Agent is `cobble` unless the check says otherwise, and no compression is offered
 */
export const requestHeaders = (headers: ReadonlyMap<string, string>): HttpHeaders => {
  const sent: Record<string, string> = { "User-Agent": "cobble" };
  for (const [name, value] of headers) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
      throw new HeaderFault(`net/http: invalid header field name ${quoted(name)}`);
    }
    const key = canonical(name);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value)) {
      throw new HeaderFault(`net/http: invalid header field value for ${quoted(key)}`);
    }
    // A header is bytes, and Node writes each letter as one.
    if (!decided.has(key)) sent[key] = Buffer.from(value.trim()).toString("latin1");
  }
  if (sent["User-Agent"] === "") delete sent["User-Agent"];
  return sent;
};

const isWithin = (host: string, domain: string): boolean =>
  host === domain || (host.endsWith(`.${domain}`) && !domain.includes(":"));

/**
 * The headers for the next target of a redirect: what is private stays with the host that it was meant for.
 * @param headers those of the first request
 */
export const redirectHeaders = (
  headers: HttpHeaders,
  { first, from, to }: { readonly first: HttpTarget; readonly from: HttpTarget; readonly to: HttpTarget },
): HttpHeaders => {
  const isOurs = isWithin(to.host.toLowerCase(), first.host.toLowerCase());
  const kept = Object.entries(headers).filter(([name]) => isOurs || !privateHeaders.has(name));
  const isDowngrade = from.scheme === "https" && to.scheme === "http";
  const referer = isDowngrade ? {} : { Referer: from.shown.replace(/\/\/[^/@]*@/, "//") };
  return { ...referer, ...Object.fromEntries(kept) };
};
