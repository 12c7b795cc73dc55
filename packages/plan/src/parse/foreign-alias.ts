import type { YamlNode } from "../yaml/node.ts";
import type { Place } from "./reading.ts";

/** An alias, by the name that it has and where it stands. */
export interface AliasPlace {
  readonly name: string;
  readonly offset: number;
}

/**
 * The first alias in a section that stands for something outside of it. The reference reads each section as a text of its
 * own, in which such an anchor is not there.
 * @source pebble 1.32, seen: add of layers with an anchor in one section and its alias in another
 */
export const findForeignAlias = ({ node: section, keyOffset, offset }: Place): AliasPlace | undefined => {
  if (section.start < keyOffset) return { name: section.anchor, offset };
  // A list of what is left instead of recursion: nodes may be deeper than the stack.
  const left: YamlNode[] = [section];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.kind === "alias") {
      if (node.target.start < section.start) return { name: node.name, offset: node.start };
    } else if (node.kind === "list") for (const item of node.items.toReversed()) left.push(item);
    else if (node.kind === "map") for (const { key, value } of node.pairs.toReversed()) left.push(value, key);
  }
  return undefined;
};
