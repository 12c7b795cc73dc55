import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packedYaml, type ReadMetaFile, type ReadYaml } from "../meta.ts";
import { hasCode } from "./errno.ts";

/** The text of a file; undefined when there is none. */
const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
};

/**
 * Reads the files of a charm's folder, at once: they are small, and going through a thread takes longer than reading them.
 */
export const charmDirReader =
  (charmDir: string): ReadMetaFile =>
  async (file) =>
    readIfThere(join(charmDir, file));

const readPacked = (charmDir: string): ReadYaml | undefined => {
  const packed = readIfThere(join(charmDir, packedYaml));
  if (packed === undefined) return undefined;
  const known = new Map(Object.entries(JSON.parse(packed)));
  return (text) => {
    if (known.has(text)) return known.get(text);
    throw new Error("the text has changed since it was packed");
  };
};

/** Bun's own reader of YAML; Node has none, and a charm that is packed for it brings what there is to be read. */
export const yamlReader = (charmDir: string): ReadYaml | undefined =>
  typeof Bun === "undefined" ? readPacked(charmDir) : (text) => Bun.YAML.parse(text);
