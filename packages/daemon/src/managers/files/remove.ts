import type { FileResult, RemovePathItem } from "@cobble/wire";
import { FileError } from "../../errors.ts";
import type { Files } from "../../os/files.ts";
import { assertAbsolute } from "./paths.ts";
import { resultOf } from "./results.ts";

const removeOne = async (item: RemovePathItem, files: Files): Promise<void> => {
  const path = item.path ?? "";
  assertAbsolute(path);
  if (item.recursive !== true) return files.remove(path);
  if (path.endsWith("/.")) throw new FileError("generic-file-error", `RemoveAll ${path}: invalid argument`);
  return files.removeTree(path.replace(/(?<=.)\/+$/, ""));
};

/**
 * Removes each path of a request: a file or an empty directory, or with `recursive` whatever is there, if anything.
 * @source pebble 1.32, docs/specs/openapi.yaml, POST /v1/files
 */
export const removePaths = async (
  items: readonly RemovePathItem[],
  files: Files,
): Promise<readonly FileResult[]> => {
  const results: FileResult[] = [];
  for (const item of items) results.push(await resultOf(item.path ?? "", () => removeOne(item, files)));
  return results;
};
