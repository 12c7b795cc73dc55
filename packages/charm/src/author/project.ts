import { join } from "node:path";
import type { Charmcraft } from "@cobble/plan";
import { findMetaTexts, type MetaFile, type MetaTexts, metaFiles } from "../meta.ts";
import { parseTexts } from "../meta-faults.ts";
import type { AuthorFiles } from "./files.ts";

/** What an author's project says about its charm. */
export interface Project {
  readonly folder: string;
  readonly charm: Charmcraft;
  /** The files that it stands in. */
  readonly texts: MetaTexts;
}

/** The files that a change of which makes another {@link Project}. */
export const projectFiles: readonly MetaFile[] = metaFiles;

/**
 * Reads a charm's description from its project.
 * @throws {ContextError} when there is none
 * @throws {CharmcraftError} when it cannot be used, with every fault and its place
 */
export const loadProject = async (files: AuthorFiles, folder: string): Promise<Project> => {
  const texts = await findMetaTexts((file) => files.read(join(folder, file)), folder);
  const { main, ...others } = texts;
  return { folder, texts, charm: parseTexts(main, others) };
};
