import { posix } from "node:path";
import { quoted } from "@cobble/wire";
import { FileError } from "../../errors.ts";

/** @throws {FileError} unless the path starts at the root */
export const assertAbsolute = (path: string): void => {
  if (!path.startsWith("/")) {
    throw new FileError("generic-file-error", `paths must be absolute, got ${quoted(path)}`);
  }
};

/** The path without `.`, `..`, doubled and trailing slashes. */
export const cleanPath = (path: string): string => {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
};

/**
 * How a listing names the path that it was asked about: all up to the last slash, then the last name.
 * @source pebble 1.32, seen: `/a/b/` itself is listed as `/a/b/b`
 */
export const listedPath = (path: string): string => {
  const directory = path.slice(0, path.lastIndexOf("/") + 1);
  return cleanPath(posix.join(directory, posix.basename(path)));
};
