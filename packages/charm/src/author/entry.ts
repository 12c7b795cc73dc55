import { join } from "node:path";
import type { AuthorFiles } from "./files.ts";

/** Where a charm's class and its call of `main` are. */
export const defaultEntry = "src/charm.ts";

const entries: readonly string[] = [defaultEntry, "src/charm.js", "src/charm.mjs"];

/** The file that a project's charm starts in; undefined when there is none. */
export const findEntry = async (files: AuthorFiles, folder: string): Promise<string | undefined> => {
  for (const entry of entries) if (await files.isFile(join(folder, entry))) return entry;
  return undefined;
};
