import type { Schema } from "@cobble/wire";
import { ApiError, BodyError } from "../errors.ts";
import { decodeGo } from "./go-decode.ts";
import { type JsonTree, readFirstJson } from "./json-tree.ts";
import type { ApiRequest } from "./request.ts";

/** No JSON request of this API is near that size; a larger one is a mistake or an attack. */
const maxBodyBytes = 16 * 1024 * 1024;

const readBytes = async (request: ApiRequest): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw new ApiError(413, `request body is larger than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * Decodes JSON as Go would.
 * @param options.prefix starts the error's text
 * @throws {ApiError} 400 when it does not fit the schema
 */
export const decodeBody = <T>(
  tree: JsonTree,
  schema: Schema<T>,
  options: { readonly prefix: string },
): T | undefined => {
  try {
    // What the decoder makes of a schema has the type that the schema describes.
    return decodeGo(tree, schema) as T | undefined;
  } catch (error) {
    throw refusal(error, options.prefix);
  }
};

const refusal = (error: unknown, prefix: string): unknown =>
  error instanceof BodyError ? new ApiError(400, `${prefix}: ${error.message}`) : error;

const parse = (bytes: Uint8Array, prefix: string): JsonTree => {
  try {
    return readFirstJson(bytes);
  } catch (error) {
    throw refusal(error, prefix);
  }
};

/**
 * Reads a request's JSON body as Go would: the first value in it, `null` counting as nothing, here and in each field.
 * @param options.prefix starts the error's text: `cannot decode data from request body` unless given
 * @throws {ApiError} 400 when it is not JSON or does not fit the schema; 413 when it is huge
 * @source pebble 1.32, seen: `{}x`, `{} {}` and `null` are accepted, unknown keys ignored
 */
export const readBody = async <T>(
  request: ApiRequest,
  schema: Schema<T>,
  options: { readonly prefix?: string } = {},
): Promise<T> => {
  const { prefix = "cannot decode data from request body" } = options;
  const tree = parse(await readBytes(request), prefix);
  // No field of a body is required: what the client leaves out is judged by whoever reads it.
  return decodeBody(tree, schema, { prefix }) ?? ({} as T);
};
