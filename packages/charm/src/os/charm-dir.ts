import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReadMetaFile, ReadYaml } from "../meta.ts";

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

/** Bun's own reader of YAML; Node has none. */
export const readYaml: ReadYaml | undefined =
  typeof Bun === "undefined" ? undefined : (text) => Bun.YAML.parse(text);
