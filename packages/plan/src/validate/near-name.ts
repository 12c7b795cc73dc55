import { createNearestWord } from "../nearest-word.ts";
import { type Advice, didYouMean, mostListed } from "../parse/advice.ts";

/** Says what was probably meant by a name that nothing has, or else what names there are. */
export type NearName = (word: string) => Advice;

/** Advice about names that none of `entries` has; to be kept for all of them, since it looks at the entries but once. */
export const createNearName = (entries: ReadonlyMap<string, unknown>): NearName => {
  const nearest = createNearestWord(entries.keys());
  return (word) => {
    const near = nearest(word);
    if (near !== undefined) return didYouMean(near);
    return entries.size === 0 || entries.size > mostListed
      ? {}
      : { hint: `known: ${[...entries.keys()].join(", ")}` };
  };
};
