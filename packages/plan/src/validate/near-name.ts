import { nearestWord } from "../nearest-word.ts";
import { type Advice, didYouMean, mostListed } from "../parse/advice.ts";

/** What was probably meant by a name that none of `entries` has, or else what names there are. */
export const nearName = (word: string, entries: ReadonlyMap<string, unknown>): Advice => {
  const known = [...entries.keys()];
  const near = nearestWord(word, known);
  if (near !== undefined) return didYouMean(near);
  return known.length === 0 || known.length > mostListed ? {} : { hint: `known: ${known.join(", ")}` };
};
