import type { EditPlace } from "./steps.ts";

/**
 * A file's text with a block put where a page says.
 * @param at the line to find, without the blanks around it
 * @throws {Error} when the file does not have that line exactly once
 */
export const edited = (
  text: string,
  { place, at, code }: { readonly place: EditPlace; readonly at: string; readonly code: string },
): string => {
  const lines = text.split("\n");
  const found = lines.flatMap((line, index) => (line.trim() === at ? [index] : []));
  const [index] = found;
  if (index === undefined || found.length > 1) {
    throw new Error(`cannot edit ${place} "${at}": the file has ${found.length} such lines`);
  }
  const block = code.replace(/\n$/, "").split("\n");
  if (place === "instead of") lines.splice(index, 1, ...block);
  else lines.splice(place === "below" ? index + 1 : index, 0, ...block);
  return lines.join("\n");
};
