import { UsageError } from "../../errors.ts";

/** Words of a command line: names first, then assignments. */
export interface SplitWords {
  readonly names: readonly string[];
  /** `name=value` */
  readonly assignments: readonly string[];
}

/** A folder is told from a name by a slash or a dot: `examples/01-snappass`, `.`, `..`. */
export const isFolder = (word: string): boolean => word.includes("/") || word === "." || word === "..";

/**
 * Splits words into names and assignments.
 * @param allowed.names how many names there may be
 * @throws {UsageError} when there are more
 */
export const splitWords = (words: readonly string[], allowed: { readonly names: number }): SplitWords => {
  const isAssignment = (word: string): boolean => word.includes("=") && !isFolder(word.split("=")[0] ?? "");
  const names = words.filter((word) => !isAssignment(word));
  const extra = names[allowed.names];
  if (extra !== undefined)
    throw new UsageError(`cannot use ${JSON.stringify(extra)}: name=value is expected here`);
  return { names, assignments: words.filter(isAssignment) };
};
