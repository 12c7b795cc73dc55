import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { WriteArchive } from "../author/command.ts";
import { messageOf } from "../describe-error.ts";
import { AuthorError } from "../errors.ts";

/**
 * Writes a `.charm` file, which is a zip archive, and replaces one that is there; makes the folder that it is to be in.
 * @param options.modified the time that each entry is given, so that the same charm makes the same archive
 * @returns its size in bytes
 * @throws {AuthorError} when it cannot be written, or a file that is to be in it cannot be read
 */
export const writeArchive: WriteArchive = async (path, entries, options) => {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeZip(path, entries, options);
    return (await stat(path)).size;
  } catch (error) {
    throw new AuthorError(`cannot write ${path}: ${messageOf(error)}`, { cause: error });
  }
};

const writeZip = async (...[path, entries, { modified }]: Parameters<WriteArchive>): Promise<void> => {
  const zip = new ZipFile();
  // A file that cannot be read is told of here, and not by the stream.
  const unreadable = new Promise<never>((_, reject) => zip.on("error", reject));
  // An entry that is refused ends this before anybody waits for the others.
  unreadable.catch(() => undefined);
  for (const entry of entries) {
    const attributes = { mtime: modified, mode: 0o100_000 | entry.mode };
    if ("text" in entry) zip.addBuffer(Buffer.from(entry.text), entry.name, attributes);
    else zip.addFile(entry.file, entry.name, attributes);
  }
  zip.end();
  await Promise.race([pipeline(zip.outputStream, createWriteStream(path)), unreadable]);
};
