import { type DecodeError, decode, type Schema } from "@cobble/wire";
import { ApiError, messageOf } from "../errors.ts";
import { firstJsonValue } from "./first-json-value.ts";
import type { ApiRequest } from "./request.ts";

/** No JSON request of this API is near that size; a larger one is a mistake or an attack. */
const maxBodyBytes = 16 * 1024 * 1024;

const readText = async (request: ApiRequest): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw new ApiError(413, `request body is larger than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

/** `null` fields count as absent, however deep, as they do in the reference: its own client sends them. */
const dropNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([key, field]) => [key, dropNulls(field)]));
};

/**
 * Reads a request's JSON body: the first value in it, `null` counting as `{}`.
 * @param options.prefix starts the error's text: `cannot decode data from request body` unless given
 * @throws {ApiError} 400 when it is not JSON or does not fit the schema; 413 when it is huge
 * @source pebble 1.32, seen: `{}x`, `{} {}` and `null` are accepted, unknown keys ignored
 */
export const readBody = async <T>(
  request: ApiRequest,
  schema: Schema<T>,
  options: { readonly prefix?: string } = {},
): Promise<T> => {
  const prefix = options.prefix ?? "cannot decode data from request body";
  const text = await readText(request);
  let value: unknown;
  try {
    value = firstJsonValue(text) ?? {};
  } catch (error) {
    throw new ApiError(400, `${prefix}: ${messageOf(error)}`);
  }
  try {
    return decode(schema, dropNulls(value), "request body");
  } catch (error) {
    const faults = (error as DecodeError).faults;
    const fault = faults[0];
    const where = fault === undefined || fault.path === "" ? "" : `${fault.path}: `;
    throw new ApiError(400, `${prefix}: ${where}expected ${fault?.expected}, got ${fault?.actual}`);
  }
};
