import { plainTag } from "../parse/scalar.ts";

/** Words that YAML 1.1 reads as booleans. */
const oldBoolean = /^(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;
/** Numbers to the base of 60, as in `1:30`, which YAML 1.1 knows. */
const base60 = /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/;
/** Characters beyond those that may stand as they are; emoji, oddly, are among them. */
const special = /[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
/** Ways to begin, and inner `: ` and ` #`, that mean something else without quotes. */
const indicator =
  /^(?:[#,[\]{}&*!|>'"%@`]|[?:](?=[\s\u0085\u2028\u2029]|$)|-(?=[\s\u0085\u2028\u2029]|$)|---|\.\.\.)|:(?=[\s\u0085\u2028\u2029]|$)|[\s\u0085\u2028\u2029]#/u;
const lineBreak = /[\n\r\u0085\u2028\u2029]/;
const spaceBeforeBreak = / [\n\r\u0085\u2028\u2029]/;
const spaceAfterBreak = /[\n\r\u0085\u2028\u2029] /;

const isReadAsText = (text: string): boolean =>
  plainTag(text) === "!!str" && !oldBoolean.test(text) && !base60.test(text);

const escapes: ReadonlyMap<string, string> = new Map([
  ["\0", "\\0"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["\x1b", "\\e"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0085", "\\N"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
]);

const escapeCharacter = (character: string): string => {
  const short = escapes.get(character);
  if (short !== undefined) return short;
  if (!special.test(character)) return character;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
};

const doubleQuoted = (text: string): string => `"${Array.from(text, escapeCharacter).join("")}"`;

const singleQuoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What stands after the `|`: an indentation that cannot be seen from the text, and what its last line breaks are. */
const blockHints = (text: string): string => {
  const indent = /^[ \n\u2028\u2029]/.test(text) ? "4" : "";
  if (!/[\n\u2028\u2029]$/.test(text)) return `${indent}-`;
  return text.length === 1 || /[\n\u2028\u2029]{2}$/.test(text) ? `${indent}+` : indent;
};

const block = (text: string, indent: string): string => {
  const lines = text.replace(/\n$/, "").split("\n");
  const indented = lines.map((line) => (line === "" ? "" : indent + line));
  return [`|${blockHints(text)}`, ...indented].join("\n");
};

/**
 * Writes a text so that YAML reads it as that text, with the quotes that Go's yaml.v3 chooses.
 * @param indent what the lines of a text of several lines begin with
 * @source pebble 1.32, seen: plan with such texts
 */
export const printText = (text: string, indent: string): string => {
  const unclear = spaceBeforeBreak.test(text) || special.test(text);
  if (text.includes("\n")) return unclear || text.endsWith(" ") ? doubleQuoted(text) : block(text, indent);
  if (!isReadAsText(text) || unclear || text.includes("\t") || spaceAfterBreak.test(text)) {
    return doubleQuoted(text);
  }
  const bare = !/^ | $/.test(text) && !lineBreak.test(text) && !indicator.test(text);
  return bare ? text : singleQuoted(text);
};
