import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { WriteArchive } from "../author/command.ts";

/**
 * Writes a `.charm` file, which is a zip archive, and replaces one that is there.
 * @param options.modified the time that each entry is given, so that the same charm makes the same archive
 * @returns its size in bytes
 */
export const writeArchive: WriteArchive = async (path, entries, options) => {
  const zip = new ZipFile();
  for (const entry of entries) {
    const attributes = { mtime: options.modified, mode: 0o100_000 | entry.mode };
    if ("text" in entry) zip.addBuffer(Buffer.from(entry.text), entry.name, attributes);
    else zip.addFile(entry.file, entry.name, attributes);
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return (await stat(path)).size;
};
