import { type FileResult, quoted, type WriteFileItem, WriteFilesRequest } from "@cobble/wire";
import { ApiError, FileError, MultipartError } from "../../errors.ts";
import { failedResult, resultOf } from "../../managers/files/results.ts";
import { writeFile } from "../../managers/files/write.ts";
import type { Files } from "../../os/files.ts";
import type { Users } from "../../os/users.ts";
import { readBody } from "../body.ts";
import type { ApiRequest } from "../request.ts";
import { MultipartReader, type Part } from "./multipart-reader.ts";

/** Runs what reads from the body; a malformed body is the client's fault. */
const reading = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error;
    throw new ApiError(400, `cannot read ${what}: ${error.message}`);
  }
};

const readMetadata = async (reader: MultipartReader, request: ApiRequest) => {
  const part = await reading("request metadata", () => reader.next());
  if (part === undefined) throw new ApiError(400, "cannot read request metadata: EOF");
  if (part.name !== "request") {
    throw new ApiError(400, `metadata field name must be "request", got ${quoted(part.name)}`);
  }
  const prefix = "cannot decode request metadata";
  const metadata = await readBody({ ...request, body: part.content }, WriteFilesRequest, { prefix }).catch(
    (error: unknown) => {
      throw error instanceof MultipartError ? new ApiError(400, `${prefix}: unexpected EOF`) : error;
    },
  );
  if (metadata.action !== "write") {
    throw new ApiError(400, `multipart action must be "write", got ${quoted(metadata.action ?? "")}`);
  }
  const items = metadata.files ?? [];
  if (items.length === 0) throw new ApiError(400, "must specify one or more files");
  return items;
};

const itemOf = (part: Part, items: readonly WriteFileItem[]): WriteFileItem => {
  if (part.name !== "files") {
    throw new ApiError(400, `field name must be "files", got ${quoted(part.name)}`);
  }
  const item = items.findLast((each) => (each.path ?? "") === part.filename);
  if (item === undefined) {
    throw new ApiError(400, `no metadata for path ${quoted(part.filename)}`);
  }
  return item;
};

/**
 * Writes the files of a multipart request as they come in; one that fails does not keep the others from being written.
 * @throws {ApiError} 400 when the request is malformed or cut short; the files before that point are written, the one
 *   that was cut is not
 * @source pebble 1.32, docs/specs/openapi.yaml, POST /v1/files
 */
export const writeFiles = async (
  request: ApiRequest,
  options: {
    readonly boundary: string;
    readonly files: Files;
    readonly users: Users;
    /** Called for each path before it is written. */
    readonly onFile: (path: string) => void;
  },
): Promise<readonly FileResult[]> => {
  const reader = new MultipartReader(request.body, options.boundary);
  const items = await readMetadata(reader, request);
  const results = new Map<string, FileResult>();
  for (let index = 0; ; index++) {
    const part = await reading(`file part ${index}`, () => reader.next());
    if (part === undefined) break;
    const item = itemOf(part, items);
    options.onFile(part.filename);
    const write = () => writeFile(item, { ...options, content: part.content });
    // When the content ends too early it is the part after it that is missing.
    const result = await reading(`file part ${index + 1}`, () => resultOf(part.filename, write));
    results.set(part.filename, result);
  }
  const missing = (path: string): FileResult => {
    const message = `no file content for path ${quoted(path)}`;
    return failedResult(path, new FileError("generic-file-error", message));
  };
  return items.map(({ path = "" }) => results.get(path) ?? missing(path));
};
