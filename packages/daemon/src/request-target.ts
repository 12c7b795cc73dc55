import { textOfPath } from "./path-bytes.ts";

/** What a request asks for. */
export interface RequestTarget {
  /** Scheme and host, where the target is a whole URL, as proxies are asked; otherwise empty. */
  readonly origin: string;
  /** Without its escapes. */
  readonly path: string;
  /** What stands after `?`, as it is written. */
  readonly search: string;
}

const wholeUrl = /^([a-z][a-z0-9+.-]*:\/\/[^/?]*)/i;

const escapes = /%([0-9a-f]{2})/gi;

/** The bytes of a text without its escapes; nothing when one is broken. */
const unescapedBytes = (text: string): Buffer | undefined => {
  if (/%(?![0-9a-f]{2})/i.test(text)) return undefined;
  const bytes = Buffer.from(text).toString("latin1");
  return Buffer.from(
    bytes.replace(escapes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
};

/** A text without its escapes; nothing when one is broken. Bytes that are no UTF-8 become U+FFFD. */
const decodeEscapes = (text: string): string | undefined =>
  text.includes("%") ? unescapedBytes(text)?.toString("utf8") : text;

/**
 * Takes the target of a request apart.
 * @returns nothing when an escape in its path is broken
 * @source pebble 1.32, seen: paths are looked up without their escapes, so `%2F` parts like `/`; whole URLs are served too
 */
export const readTarget = (target: string): RequestTarget | undefined => {
  const origin = target.startsWith("/") ? "" : (wholeUrl.exec(target)?.[1] ?? "");
  const rest = target.slice(origin.length);
  const mark = rest.indexOf("?");
  const path = decodeEscapes(mark < 0 ? rest : rest.slice(0, mark));
  return path === undefined ? undefined : { origin, path, search: mark < 0 ? "" : rest.slice(mark + 1) };
};

/** The parts of a target's path, each without its escapes: a slash that is escaped stays inside its part. */
export const pathParts = (target: string): readonly string[] => {
  const rest = target.slice(readTarget(target)?.origin.length ?? 0);
  return (rest.split("?", 1)[0] ?? "").split("/").map((part) => decodeEscapes(part) ?? part);
};

/** A path without empty and dotted parts; a slash at its end stays. */
export const cleanPath = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const end = path.endsWith("/") && parts.length > 0 ? "/" : "";
  return `/${parts.join("/")}${end}`;
};

const escapeAlso = (text: string): string =>
  text.replace(/[?#!*'()]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);

/** The target again, with another path. */
export const withPath = (target: string, path: string): string => {
  const { origin = "", search = "" } = readTarget(target) ?? {};
  return `${origin}${escapeAlso(encodeURI(path))}${search === "" ? "" : `?${search}`}`;
};

/**
 * Reads what stands after the `?` of a target. Pairs that hold a `;` or a broken escape are as if they were not there.
 * @source Go, package net/url, URL.Query; seen: `?names=a;b` and `?names=%zz` list all services
 */
export const readQuery = (search: string): URLSearchParams => {
  if (!/[;%]/.test(search)) return new URLSearchParams(search);
  const pairs = search.split("&").filter((pair) => !pair.includes(";") && decodeEscapes(pair) !== undefined);
  return new URLSearchParams(pairs.join("&"));
};

/**
 * The values of a parameter that names files, as {@link textOfPath} has them: {@link readQuery} loses bytes that are no
 * UTF-8.
 */
export const readPaths = (search: string, name: string): readonly string[] => {
  const decode = (text: string): string | undefined => {
    const bytes = unescapedBytes(text.replaceAll("+", " "));
    return bytes && textOfPath(bytes);
  };
  return search.split("&").flatMap((pair) => {
    const [key = "", ...rest] = pair.split("=");
    const value = decode(rest.join("="));
    const isMeant = !pair.includes(";") && decode(key) === name && value !== undefined;
    return isMeant ? [value] : [];
  });
};
