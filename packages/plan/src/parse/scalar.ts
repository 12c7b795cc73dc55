import type { YamlScalar } from "../yaml/node.ts";

/** What an unquoted word is, by the rules of YAML 1.1 and 1.2 together that the reference's library follows. */
export type ScalarTag = "!!str" | "!!int" | "!!float" | "!!bool" | "!!null" | "!!timestamp" | "!!merge";

const nulls: readonly string[] = ["", "~", "null", "Null", "NULL"];
const booleans: readonly string[] = ["true", "True", "TRUE", "false", "False", "FALSE"];
const floatWords: readonly string[] = [".nan", ".NaN", ".NAN"];
const infinity = /^[-+]?\.(inf|Inf|INF)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const integer = /^[-+]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[0-9]+)$/;
const date = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$/;
const timestamp =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ ]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]+)?([ ]*(Z|[-+][0-9]{2}:[0-9]{2}))?$/;

/** Whether digits that look like a day are one: the reference's library asks the calendar. */
const isDay = (text: string): boolean => {
  const day = /^\d+-\d+-\d+/.exec(text)?.[0] ?? "";
  const padded = day.replaceAll(/-(\d)(?=-|$)/g, "-0$1");
  const parsed = new Date(`${padded}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(padded);
};

const isTimestamp = (text: string): boolean => (date.test(text) || timestamp.test(text)) && isDay(text);

/**
 * The tag that `text` has when it stands unquoted. Also what decides about quotes when printing.
 * @source pebble 1.32, seen: `user-id: 0o17`, `1_000`, `1e3`, `2020-01-01` in a layer
 */
export const plainTag = (text: string): ScalarTag => {
  // Most texts are not even the beginning of something else.
  if (!/^(?:$|[-+.0-9~<nNtTfF])/.test(text)) return "!!str";
  if (nulls.includes(text)) return "!!null";
  if (booleans.includes(text)) return "!!bool";
  if (text === "<<") return "!!merge";
  if (floatWords.includes(text) || infinity.test(text)) return "!!float";
  if (!/^[-+.0-9]/.test(text)) return "!!str";
  if (isTimestamp(text)) return "!!timestamp";
  const plain = text.replaceAll("_", "");
  if (integer.test(plain) && plainInteger(plain) !== undefined) return "!!int";
  return float.test(plain) && Number.isFinite(Number(plain)) ? "!!float" : "!!str";
};

const parseDigits = (digits: string): bigint => {
  // A leading zero means octal in YAML 1.1, unless a digit is too large for it.
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  if (/^0[0-9]+$/.test(digits)) return BigInt(digits.replace(/^0+(?=.)/, ""));
  return BigInt(digits.toLowerCase());
};

/** The number that integer text stands for; undefined where 64 bits cannot hold it, which makes it a float. */
const plainInteger = (text: string): bigint | undefined => {
  const value = parseDigits(text.replace(/^[-+]/, ""));
  const signed = text.startsWith("-") ? -value : value;
  return signed >= -(2n ** 63n) && signed < 2n ** 64n ? signed : undefined;
};

/** The tag of a scalar as the reference's error texts name it: an explicit one, or the one of its form. */
export const scalarTag = ({ tag, plain, value }: YamlScalar): string => {
  if (tag !== "" && tag !== "!") return tag;
  return plain ? plainTag(value) : "!!str";
};

/** Whether a scalar is nothing: empty, `~` or `null` without quotes. */
export const isNullScalar = (node: YamlScalar): boolean =>
  // Looked at first because it is asked of each value: no word but these is nothing.
  (node.value === "" || node.value === "~" || node.value.length === 4 || node.tag !== "") &&
  scalarTag(node) === "!!null";

/** Reads a whole number, a fraction cut off; undefined when the scalar is no number or does not fit in 64 bits. */
export const scalarInteger = (node: YamlScalar): number | undefined => {
  const text = node.value.replaceAll("_", "");
  const tag = scalarTag(node);
  if (tag === "!!int" && integer.test(text)) {
    const value = plainInteger(text);
    return value === undefined || value >= 2n ** 63n ? undefined : Number(value);
  }
  const value = tag === "!!float" ? Number(text) : Number.NaN;
  return Math.abs(value) < 2 ** 63 ? Math.trunc(value) : undefined;
};

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What is wrong with a scalar that says itself what it is: `!!int x`. */
export const tagMessage = (node: YamlScalar): string | undefined => {
  const { value: text, tag: said } = node;
  if (said === "") return undefined;
  if (said === "!!binary") {
    const isRight = base64.test(text.replaceAll(/\s/g, ""));
    return isRight ? undefined : "yaml: !!binary value contains invalid base64 data";
  }
  if (!["!!int", "!!float", "!!bool", "!!null"].includes(said)) return undefined;
  const is = plainTag(text);
  if (is === said || (is === "!!int" && said === "!!float")) return undefined;
  return `yaml: cannot decode ${is} \`${text}\` as a ${said}`;
};
