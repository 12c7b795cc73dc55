import { dirname } from "node:path";
import type { FileResult, MakeDirItem } from "@cobble/wire";
import { FileError } from "../../errors.ts";
import type { FileAttributes } from "../../os/atomic-file.ts";
import type { FileFacts, Files } from "../../os/files.ts";
import type { Users } from "../../os/users.ts";
import { resolveAttributes } from "./attributes.ts";
import { assertAbsolute, cleanPath } from "./paths.ts";
import { resultOf } from "./results.ts";

const notDirectory = (path: string): FileError =>
  new FileError("generic-file-error", `mkdir ${path}: not a directory`);

const factsIfAny = async (files: Files, path: string): Promise<FileFacts | undefined> => {
  try {
    return await files.facts(path);
  } catch {
    // Whatever is wrong with the path, the making of the directory says it better.
    return undefined;
  }
};

/** The ancestors of a path and the path, outermost first. */
const lineage = (path: string): readonly string[] => {
  const all = [path];
  for (let at = dirname(path); at !== "/"; at = dirname(at)) all.unshift(at);
  return all;
};

/**
 * Makes a directory and those above it that are missing, all with the same mode and owner. What is there stays as it is.
 * @throws {FileError} when one cannot be made, or a file is in the way
 */
export const makeDirectories = async (
  path: string,
  options: { readonly files: Files; readonly attributes: FileAttributes },
): Promise<void> => {
  const { files, attributes } = options;
  const there = await factsIfAny(files, path);
  if (there?.type === "directory") return;
  for (const each of lineage(path)) {
    const facts = await factsIfAny(files, each);
    if (facts?.type === "directory") continue;
    if (facts !== undefined) throw notDirectory(each);
    await files.makeDirectory(each, attributes).catch(async (error: unknown) => {
      // Someone else may have made it in this moment; then all is well.
      if ((await factsIfAny(files, each))?.type !== "directory") throw error;
    });
  }
};

const makeOne = async (item: MakeDirItem, deps: { readonly files: Files; readonly users: Users }) => {
  const path = item.path ?? "";
  assertAbsolute(path);
  const attributes = resolveAttributes(item, { users: deps.users, defaultMode: 0o755 });
  const clean = cleanPath(path);
  if (item["make-parents"] === true) return makeDirectories(clean, { files: deps.files, attributes });
  const facts = await factsIfAny(deps.files, clean);
  if (facts !== undefined && facts.type !== "directory") throw notDirectory(clean);
  return deps.files.makeDirectory(clean, attributes);
};

/**
 * Makes each directory of a request; one that fails does not keep the others from being made.
 * @source pebble 1.32, docs/specs/openapi.yaml, POST /v1/files
 */
export const makeDirs = async (
  items: readonly MakeDirItem[],
  deps: { readonly files: Files; readonly users: Users },
): Promise<readonly FileResult[]> => {
  const results: FileResult[] = [];
  for (const item of items) results.push(await resultOf(item.path ?? "", () => makeOne(item, deps)));
  return results;
};
