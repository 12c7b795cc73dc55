import { dirname, join } from "node:path";
import type { AuthorFiles } from "./files.ts";

/**
 * The program of an installed package: that of the charm's folder, or of one above it, where a workspace has its packages.
 * @param folder the charm's
 * @returns its absolute path; undefined when it is not installed
 */
export const findInstalled = async (
  files: AuthorFiles,
  { folder, program }: { readonly folder: string; readonly program: string },
): Promise<string | undefined> => {
  for (let at = files.absolute(folder); ; at = dirname(at)) {
    const path = join(at, "node_modules", ".bin", program);
    if (await files.isFile(path)) return path;
    if (at === dirname(at)) return undefined;
  }
};
