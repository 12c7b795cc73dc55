import { quoted } from "@cobble/wire";
import { ApiError } from "../../errors.ts";

/** A Content-Type, taken apart. */
export interface MediaType {
  /** Lower case, for example `multipart/form-data`. */
  readonly type: string;
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const typeForm = new RegExp(`^${token}(?:/${token})?$`);
const parameter = new RegExp(`^\\s*;\\s*(${token})\\s*=\\s*(?:(${token})|"((?:[^"\\\\]|\\\\.)*)")\\s*`);

/**
 * Reads a Content-Type or Content-Disposition value.
 * @returns `undefined` when it is malformed
 */
export const parseMediaType = (value: string): MediaType | undefined => {
  const head = /^\s*([^\s;]+)\s*/.exec(value);
  if (head === null || !typeForm.test(head[1] ?? "")) return undefined;
  const parameters = new Map<string, string>();
  let rest = value.slice(head[0].length);
  while (rest !== "" && rest.trim() !== ";") {
    const match = parameter.exec(rest);
    if (match === null) return undefined;
    const text = match[2] ?? (match[3] ?? "").replace(/\\(.)/g, "$1");
    parameters.set((match[1] ?? "").toLowerCase(), text);
    rest = rest.slice(match[0].length);
  }
  return { type: (head[1] ?? "").toLowerCase(), parameters };
};

/** The shortest boundary that is accepted: a short one may well occur in a file. */
const minBoundaryLength = 32;

/**
 * How the body of a files request is encoded.
 * @throws {ApiError} 400 for a Content-Type that is missing, malformed, unknown, or has too short a boundary
 * @source pebble 1.32, seen: POST /v1/files
 */
export const bodyEncoding = (
  contentType: string,
): { readonly type: "json" } | { readonly type: "multipart"; readonly boundary: string } => {
  const media = parseMediaType(contentType);
  if (media === undefined) throw new ApiError(400, `invalid Content-Type ${quoted(contentType)}`);
  if (media.type === "application/json") return { type: "json" };
  if (media.type !== "multipart/form-data") {
    throw new ApiError(400, `invalid media type ${quoted(media.type)}`);
  }
  const boundary = media.parameters.get("boundary") ?? "";
  if (boundary.length < minBoundaryLength) {
    throw new ApiError(400, `invalid boundary ${quoted(boundary)}`);
  }
  return { type: "multipart", boundary };
};
