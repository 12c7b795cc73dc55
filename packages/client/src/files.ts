import {
  type FileInfo,
  FileInfos,
  type FileResult,
  FileResults,
  type FilesRequest,
  type WriteFilesRequest,
} from "@cobble/wire";
import type { CallOptions } from "./call-options.ts";
import { APIError, ClientError, PathError, ProtocolError } from "./errors.ts";
import { multipartBody } from "./multipart-write.ts";
import { withQuery } from "./query.ts";
import { decodeAnswer, type Requester, readEnvelope } from "./requester.ts";
import type { TransportResponse } from "./transport/transport.ts";

/** Who owns a new file or directory, and its mode. */
export interface FileOwner {
  /** The mode's low nine bits, as in `0o644`. */
  readonly permissions?: number;
  readonly userId?: number;
  readonly user?: string;
  readonly groupId?: number;
  readonly group?: string;
}

/** What a file may be written from; a string is written as UTF-8. */
export type FileSource = string | Uint8Array | AsyncIterable<Uint8Array>;

/** `/v1/files`. A path that fails throws a {@link PathError}. */
export interface FileCalls {
  list(
    path: string,
    options?: CallOptions & { readonly pattern?: string; readonly itself?: boolean },
  ): Promise<readonly FileInfo[]>;
  /** The file's bytes, as they arrive. An error that the supervisor reports at the end is thrown by the iteration. */
  read(path: string, options?: CallOptions): AsyncIterable<Uint8Array>;
  /** Writes a file, in place of what is there. What a source throws is thrown unchanged. */
  write(
    path: string,
    source: FileSource,
    options?: CallOptions & FileOwner & { readonly makeDirs?: boolean },
  ): Promise<void>;
  makeDir(
    path: string,
    options?: CallOptions & FileOwner & { readonly makeParents?: boolean },
  ): Promise<void>;
  remove(path: string, options?: CallOptions & { readonly recursive?: boolean }): Promise<void>;
}

const target = "/v1/files";

/** The owner's fields as they are on the wire. */
const ownerFields = (owner: FileOwner = {}): Readonly<Record<string, string | number>> => ({
  ...(owner.permissions === undefined ? {} : { permissions: owner.permissions.toString(8).padStart(3, "0") }),
  ...(owner.userId === undefined ? {} : { "user-id": owner.userId }),
  ...(owner.user === undefined ? {} : { user: owner.user }),
  ...(owner.groupId === undefined ? {} : { "group-id": owner.groupId }),
  ...(owner.group === undefined ? {} : { group: owner.group }),
});

const throwFirstError = (results: readonly FileResult[]): void => {
  for (const { path, error } of results) {
    if (error !== undefined) throw new PathError(path, error);
  }
};

const decodeResults = (text: string, what: string): readonly FileResult[] =>
  decodeAnswer(FileResults, readEnvelope(text, what).result, what);

/** The kinds of answers that are about the path and not about the request. */
const pathKinds: readonly string[] = ["not-found", "permission-denied", "generic-file-error"];

const pathError = (path: string, { kind, message }: APIError): PathError =>
  new PathError(path, { kind, message });

const signalOf = (options: CallOptions | undefined): { readonly signal?: AbortSignal } =>
  options?.signal === undefined ? {} : { signal: options.signal };

/** The bytes of the file in a multipart answer, whose last part tells whether it is whole. */
async function* readFilePart(
  response: TransportResponse,
  answer: { readonly what: string; readonly contentType: string },
): AsyncIterable<Uint8Array> {
  const { readMultipart } = await import("./multipart-read.ts");
  const { what } = answer;
  let results: readonly FileResult[] | undefined;
  try {
    for await (const event of readMultipart(response.chunks(), answer.contentType)) {
      if (event.kind === "chunk") yield event.bytes;
      else if (event.name === "response") results = decodeResults(event.text, what);
    }
  } catch (error) {
    if (error instanceof ClientError || !(error instanceof Error) || error.name === "AbortError") throw error;
    throw new ProtocolError(`cannot decode ${what}: ${error.message}`, { cause: error });
  }
  if (results === undefined) {
    throw new ProtocolError(`cannot decode ${what}: it ends without its response part`);
  }
  throwFirstError(results);
}

async function* readFile(
  requester: Requester,
  request: { readonly path: string; readonly options: CallOptions | undefined },
): AsyncIterable<Uint8Array> {
  const query = withQuery(target, { action: "read", path: request.path });
  const what = `answer to GET ${query}`;
  const response = await requester.send({
    method: "GET",
    target: query,
    headers: { accept: "multipart/form-data" },
    ...signalOf(request.options),
  });
  const contentType = response.header("content-type");
  if (!contentType.startsWith("multipart/form-data")) {
    throwFirstError(decodeResults(await response.text(), what));
    throw new ProtocolError(`cannot decode ${what}: expected multipart/form-data, got ${contentType}`);
  }
  yield* readFilePart(response, { what, contentType });
}

/** A source, and what it failed with, if it did. */
interface WatchedSource {
  readonly source: FileSource;
  failure: { readonly error: unknown } | undefined;
}

/** Tells the source's own failure from one of the connection, which is looked for in the same error codes. */
const watchSource = (source: FileSource): WatchedSource => {
  if (typeof source === "string" || source instanceof Uint8Array) return { source, failure: undefined };
  const read = async function* (): AsyncIterable<Uint8Array> {
    try {
      yield* source;
    } catch (error) {
      watched.failure = { error };
      throw error;
    }
  };
  const watched: WatchedSource = { source: read(), failure: undefined };
  return watched;
};

/** The calls of `/v1/files`. */
export const fileCalls = (requester: Requester): FileCalls => {
  const change = async (body: FilesRequest, options: CallOptions | undefined): Promise<void> => {
    throwFirstError(await requester.post({ target, body, schema: FileResults, options }));
  };
  return {
    list: async (path, options) => {
      const { pattern, itself } = options ?? {};
      const query = { action: "list", path, pattern, itself: itself ? true : undefined };
      try {
        return await requester.get({ target: withQuery(target, query), schema: FileInfos, options });
      } catch (error) {
        throw error instanceof APIError && pathKinds.includes(error.kind) ? pathError(path, error) : error;
      }
    },
    read: (path, options) => readFile(requester, { path, options }),
    write: async (path, source, options) => {
      const file = { path, "make-dirs": options?.makeDirs ?? false, ...ownerFields(options) };
      const json: WriteFilesRequest = { action: "write", files: [file] };
      const watched = watchSource(source);
      const parts = { fieldName: "request", json, fileName: path, source: watched.source };
      const { body, contentType } = multipartBody(parts);
      const headers = { "content-type": contentType };
      const request = { method: "POST", target, headers, body, ...signalOf(options) } as const;
      const response = await requester.send(request).catch((error: unknown) => {
        throw watched.failure === undefined ? error : watched.failure.error;
      });
      throwFirstError(decodeResults(await response.text(), `answer to POST ${target}`));
    },
    makeDir: (path, options) => {
      const dir = { path, "make-parents": options?.makeParents ?? false, ...ownerFields(options) };
      return change({ action: "make-dirs", dirs: [dir] }, options);
    },
    remove: (path, options) =>
      change({ action: "remove", paths: [{ path, recursive: options?.recursive ?? false }] }, options),
  };
};
