import { randomBytes } from "node:crypto";
import { type FileResult, quoted } from "@cobble/wire";
import { FileError } from "../../errors.ts";
import { assertAbsolute } from "../../managers/files/paths.ts";
import { failedResult } from "../../managers/files/results.ts";
import type { Files } from "../../os/files.ts";
import type { OpenFile } from "../../os/open-file.ts";
import { bytesOfPath, shownPath } from "../../path-bytes.ts";
import type { ApiResponse } from "../request.ts";
import { sync } from "../respond.ts";

const openRegular = async (path: string, files: Files): Promise<OpenFile> => {
  assertAbsolute(path);
  const facts = await files.facts(path);
  if (facts.type !== "file") {
    throw new FileError("generic-file-error", `can only read a regular file: ${quoted(path)}`);
  }
  return files.open(path, facts);
};

/** A name inside the quotes of a header. @source pebble 1.32, seen: `filename="q\"x\\y"`, a line end as %0A */
const quoteName = (name: string): string =>
  name.replace(/["\\]/g, "\\$&").replace(/\r/g, "%0D").replace(/\n/g, "%0A");

const partHead = (boundary: string, part: { readonly name: string; readonly type: string }): Uint8Array =>
  bytesOfPath(
    `--${boundary}\r\nContent-Disposition: form-data; ${part.name}\r\nContent-Type: ${part.type}\r\n\r\n`,
  );

/** How files are read. */
export interface ReadOptions {
  readonly files: Files;
  /** Called for each path before it is looked at. */
  readonly onFile: (path: string) => void;
}

async function* readBody(
  paths: readonly string[],
  options: ReadOptions & { readonly boundary: string },
): AsyncGenerator<Uint8Array | string> {
  const { files, boundary, onFile } = options;
  const results: FileResult[] = [];
  for (const path of paths) {
    onFile(path);
    try {
      await using file = await openRegular(path, files);
      const name = `name="files"; filename="${quoteName(path)}"`;
      yield partHead(boundary, { name, type: "application/octet-stream" });
      yield* file.chunks;
      yield "\r\n";
      results.push({ path: shownPath(path) });
    } catch (error) {
      results.push(failedResult(path, error));
    }
  }
  yield partHead(boundary, { name: 'name="response"', type: "application/json" });
  yield `${String(sync(results).body)}\n\r\n--${boundary}--\r\n`;
}

/**
 * Answers with the contents of files, in parts named `files`, then a part named `response` that says how each went.
 * They are sent as they are read, no faster than the client takes them.
 * @source pebble 1.32, docs/specs/openapi.yaml, GET /v1/files
 */
export const readFiles = (paths: readonly string[], options: ReadOptions): ApiResponse => {
  // Long and random: no file is going to contain it.
  const boundary = randomBytes(30).toString("hex");
  return {
    status: 200,
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: readBody(paths, { ...options, boundary }),
  };
};
