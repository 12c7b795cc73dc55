import type { Fault } from "../errors.ts";
import { nearestWord } from "../nearest-word.ts";
import type { YamlContent } from "../yaml/node.ts";
import { plainTag } from "./scalar.ts";

/** What a fault says beside what is wrong. */
export type Advice = Pick<Fault, "hint" | "suggestion">;

/** A word that is not known, and those that are. */
export interface UnknownWord {
  readonly word: string;
  readonly known: readonly string[];
}

/** More words than this are not listed in a hint. */
export const mostListed = 8;

/** Advises to write `suggestion` instead. */
export const didYouMean = (suggestion: string): Advice => ({
  hint: `did you mean ${JSON.stringify(suggestion)}?`,
  suggestion,
});

/** The word that was probably meant, or else the few that there are, unless `message` tells them. */
export const adviceFor = ({ word, known }: UnknownWord, message: string): Advice => {
  const near = nearestWord(word, known);
  if (near !== undefined) return didYouMean(near);
  const isTold = known.every((one) => message.includes(JSON.stringify(one)));
  return isTold || known.length > mostListed ? {} : { hint: `one of ${known.join(", ")}` };
};

/** A number that is refused is in quotes, or else too great. */
const adviceForInteger = (node: YamlContent): Advice => {
  const isNumber = node.kind === "scalar" && ["!!int", "!!float"].includes(plainTag(node.value));
  if (!isNumber) return { hint: "a whole number is needed" };
  return node.plain
    ? { hint: "a whole number below 2^63 is needed" }
    : { hint: "without quotes", suggestion: node.value };
};

/** What a value has to be that is of the wrong kind; `type` is what the reference calls the right one. */
export const adviceForType = (node: YamlContent, type: string): Advice => {
  const text = node.kind === "scalar" ? node.value : undefined;
  if (type === "int") return adviceForInteger(node);
  if (type === "[]string") {
    return text === undefined
      ? { hint: "a list is needed" }
      : { hint: "a list is needed", suggestion: `[${text}]` };
  }
  // Words of the reference for what is written as one word; all its other types are maps.
  const isText =
    type === "string" ||
    /^plan\.(Override|Service(Action|Startup)|Check(Level|Startup)|LogTargetType)$/.test(type);
  return { hint: isText || type === "pairingstate.Mode" ? "a single text is needed" : "a map is needed" };
};

/** What a duration has to look like; a bare number probably meant seconds. */
export const adviceForDuration = (text: string): Advice =>
  /^-?\d+(\.\d+)?$/.test(text)
    ? didYouMean(`${text}s`)
    : { hint: "a duration is needed, such as 500ms, 10s or 1m30s" };
