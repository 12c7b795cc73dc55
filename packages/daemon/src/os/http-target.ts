import { domainToASCII } from "node:url";
import { quoted } from "@cobble/wire";

/** What a URL says to ask for, and whom. */
export interface HttpTarget {
  /** In lower case; empty when there is none. */
  readonly scheme: string;
  /** A name or an address, without brackets; empty when the URL has none. */
  readonly host: string;
  /** 80 or 443 when the URL has none. */
  readonly port: number;
  /** Host and port as the `Host` header has them. */
  readonly authority: string;
  /** The first line of the request between `GET` and `HTTP/1.1`: the path as it was written, not tidied. */
  readonly path: string;
  /** `user:password`; undefined when the URL has none. */
  readonly login: string | undefined;
  /** The URL for messages, its password hidden. */
  readonly shown: string;
}

/** A URL cannot be read; the text is Go's, without the URL. */
export class UrlFault extends Error {}

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

// What may stand unescaped in each part, beside what is beyond ASCII, which is always escaped when shown.
const unreserved = "A-Za-z0-9\\-._~";
const pathAsItIs = new RegExp(`^(?:[${unreserved}!$&'()*+,;=:@/\\[\\]]|%[0-9A-Fa-f]{2})*$`);
const pathEscaped = new RegExp(`[^${unreserved}$&+,/:;=@]`, "u");
const badInHost = /[^A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"\u0080-\uffff]/;
const userText = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;

const percent = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;

const escapeBytes = (bytes: Uint8Array, needsIt: RegExp): string =>
  Array.from(bytes, (byte) => {
    const letter = String.fromCharCode(byte);
    return byte >= 0x80 || needsIt.test(letter) ? percent(byte) : letter;
  }).join("");

const decode = (text: string): Uint8Array => {
  const broken = /%(?![0-9A-Fa-f]{2})[\s\S]{0,2}/.exec(text)?.[0];
  if (broken !== undefined) throw new UrlFault(`invalid URL escape ${quoted(broken)}`);
  const latin1 = Buffer.from(text)
    .toString("latin1")
    .replace(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin1, "latin1");
};

/** A path as it was written where it can be sent so, otherwise with everything escaped that has to be. */
const escapePath = (path: string): string => {
  const bytes = decode(path);
  return pathAsItIs.test(path) ? path : escapeBytes(bytes, pathEscaped);
};

const cut = (text: string, at: string): readonly [before: string, after: string | undefined] => {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + at.length)];
};

const splitScheme = (text: string): readonly [scheme: string, rest: string] => {
  if (text.startsWith(":")) throw new UrlFault("missing protocol scheme");
  const scheme = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(text)?.[1];
  return scheme === undefined ? ["", text] : [scheme.toLowerCase(), text.slice(scheme.length + 1)];
};

const splitHost = (text: string): readonly [host: string, port: string] => {
  const isBracketed = text.startsWith("[");
  const end = isBracketed ? text.lastIndexOf("]") + 1 : text.lastIndexOf(":");
  if (isBracketed && end === 0) throw new UrlFault("missing ']' in host");
  const [host, port] = end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end)];
  if (!/^(?::\d*)?$/.test(port)) throw new UrlFault(`invalid port ${quoted(port)} after host`);
  const bad = badInHost.exec(host)?.[0];
  if (bad === "%") throw new UrlFault(`invalid URL escape ${quoted(/%.{0,2}/.exec(host)?.[0] ?? "%")}`);
  if (bad !== undefined) throw new UrlFault(`invalid character ${quoted(bad)} in host name`);
  return [host, port.slice(1)];
};

interface Authority {
  readonly host: string;
  readonly port: string;
  readonly user: string | undefined;
}

const parseAuthority = (text: string): Authority => {
  const at = text.lastIndexOf("@");
  const [host, port] = splitHost(text.slice(at + 1));
  const user = at < 0 ? undefined : text.slice(0, at);
  if (user !== undefined && !userText.test(user)) throw new UrlFault("net/url: invalid userinfo");
  return { host, port, user };
};

const showAuthority = ({ host, port, user }: Authority): string => {
  const [name, password] = cut(user ?? "", ":");
  const login = user === undefined ? "" : `${name}${password === undefined ? "" : ":***"}@`;
  const shownHost = escapeBytes(Buffer.from(host), /[^\s\S]/);
  return `${login}${shownHost}${port === "" ? "" : `:${port}`}`;
};

/** A URL in pieces, none of which has been looked at. */
interface Pieces {
  readonly scheme: string;
  /** Host and path. */
  readonly rest: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

const splitUrl = (text: string): Pieces => {
  const [beforeFragment, fragment] = cut(text, "#");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x1f\x7f]/.test(beforeFragment)) {
    throw new UrlFault("net/url: invalid control character in URL");
  }
  const [scheme, hierarchy] = splitScheme(beforeFragment);
  const [rest, query] = cut(hierarchy, "?");
  return { scheme, rest, query, fragment };
};

const show = ({ scheme, query, fragment }: Pieces, middle: string): string =>
  [
    scheme === "" ? "" : `${scheme}:`,
    middle,
    query === undefined ? "" : `?${query}`,
    fragment === undefined ? "" : `#${escapePath(fragment)}`,
  ].join("");

/** A URL whose path does not begin with a slash: nobody is named in it who could be asked. */
const parseOpaque = (pieces: Pieces): HttpTarget => {
  const { scheme, rest } = pieces;
  if (scheme === "" && cut(rest, "/")[0].includes(":")) {
    throw new UrlFault("first path segment in URL cannot contain colon");
  }
  const path = scheme === "" ? escapePath(rest) : rest;
  const shown = show(pieces, path);
  return { scheme, host: "", port: 0, authority: "", path, login: undefined, shown };
};

/** Plain names stay as they are: made canonical, `127.1` would be an address that Go does not know. */
const asciiHost = (host: string): string => (/[\u0080-\uffff]/.test(host) ? domainToASCII(host) : host);

/**
 * Reads a URL as Go does, which the reference passes on: nothing is tidied, and the same URLs are refused.
 * @throws {UrlFault} when it is none
 * @source pebble 1.32, seen: http checks with URLs of many kinds, and what a server was asked for
 */
export const parseTarget = (text: string): HttpTarget => {
  const pieces = splitUrl(text);
  const { scheme, rest, query } = pieces;
  if (!rest.startsWith("/")) return parseOpaque(pieces);
  const hasAuthority = rest.startsWith("//") && (scheme !== "" || !rest.startsWith("///"));
  const pathStart = hasAuthority ? rest.indexOf("/", 2) : 0;
  const [place, rawPath] = pathStart < 0 ? [rest, ""] : [rest.slice(0, pathStart), rest.slice(pathStart)];
  const authority = parseAuthority(place.slice(2));
  const { host, port, user } = authority;
  const path = escapePath(rawPath);
  const slashes = scheme !== "" || hasAuthority ? "//" : "";
  const search = query === undefined ? "" : `?${escapeBytes(Buffer.from(query), /[^\x21-\x7e]/)}`;
  return {
    scheme,
    host: asciiHost(host).replace(/^\[|\]$/g, ""),
    port: port === "" ? (defaultPorts[scheme] ?? 0) : Number(port),
    authority: `${asciiHost(host)}${port === "" ? "" : `:${port}`}`,
    path: `${path === "" ? "/" : path}${search}`,
    login: user === undefined ? undefined : Buffer.from(decode(user)).toString(),
    shown: show(pieces, `${slashes}${showAuthority(authority)}${path}`),
  };
};
