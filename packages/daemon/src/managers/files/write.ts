import { dirname } from "node:path";
import type { WriteFileItem } from "@cobble/wire";
import { FileError } from "../../errors.ts";
import type { FileAttributes } from "../../os/atomic-file.ts";
import type { Files } from "../../os/files.ts";
import type { Users } from "../../os/users.ts";
import { resolveAttributes } from "./attributes.ts";
import { makeDirectories } from "./make-dirs.ts";
import { assertAbsolute, cleanPath } from "./paths.ts";

const makeParents = async (
  path: string,
  options: { readonly files: Files; readonly owner: FileAttributes["owner"] },
): Promise<void> => {
  try {
    const attributes = { mode: 0o755, owner: options.owner };
    await makeDirectories(cleanPath(dirname(path)), { files: options.files, attributes });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new FileError(error.kind, `cannot create directory: ${error.message}`, { cause: error });
  }
};

/**
 * Puts content in the place of whatever is at a path, all or nothing: readers see the old file or the new one. Mode and
 * owner are those of the request or the defaults, never those of the old file; a link is replaced, not followed.
 * @throws {FileError} when it cannot be written; whatever `content` throws
 * @source pebble 1.32, seen: POST /v1/files
 */
export const writeFile = async (
  item: WriteFileItem,
  options: { readonly content: AsyncIterable<Uint8Array>; readonly files: Files; readonly users: Users },
): Promise<void> => {
  const { files, users, content } = options;
  const path = item.path ?? "";
  assertAbsolute(path);
  const attributes = resolveAttributes(item, { users, defaultMode: 0o644 });
  if (item["make-dirs"] === true) await makeParents(path, { files, owner: attributes.owner });
  const file = await files.create(path, attributes);
  try {
    for await (const chunk of content) await file.write(chunk);
  } catch (error) {
    // A write that failed has cleaned up after itself.
    if (!(error instanceof FileError)) await file.discard();
    throw error;
  }
  await file.commit();
};
