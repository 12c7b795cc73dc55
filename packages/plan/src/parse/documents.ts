/** A line that holds nothing: blank, a comment, or a directive. */
const emptyLine = /^\s*(?:#.*|%.*)?$/;

/**
 * Finds the second document of a YAML text, which a layer's reader passes over.
 * @returns the offset of the `---` that begins it; undefined when there is none, or nothing in it
 */
export const secondDocumentOffset = (text: string): number | undefined => {
  const starts = [...text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)];
  for (const { index } of starts) {
    const isFirst = text
      .slice(0, index)
      .split("\n")
      .every((line) => emptyLine.test(line));
    if (isFirst) continue;
    const rest = text.slice(index).replaceAll(/^(?:---|\.\.\.)(?=\s|$)/gm, "");
    return rest.split("\n").every((line) => emptyLine.test(line)) ? undefined : index;
  }
  return undefined;
};
