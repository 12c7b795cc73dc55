import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReadMetaFile } from "../meta.ts";

/** Reads the files of a charm's folder. */
export const charmDirReader =
  (charmDir: string): ReadMetaFile =>
  async (file) => {
    try {
      return await readFile(join(charmDir, file), "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    }
  };
