import { plainTag } from "../parse/scalar.ts";

/** Words that YAML 1.1 reads as booleans. */
const oldBoolean = /^(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;
/** Numbers to the base of 60, as in `1:30`, which YAML 1.1 knows. */
const base60 = /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/;
/** Characters that may not stand as they are; emoji, oddly, are among them. */
const special = /[^\t\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
/** Ways to begin, and inner `: ` and ` #`, that mean something else without quotes. */
const indicator =
  /^(?:[#,[\]{}&*!|>'"%@`]|[?:](?=[ \t\n]|$)|-(?=[ \t\n]|$)|---|\.\.\.)|:(?=[ \t\n]|$)|[ \t\n]#/u;

const isReadAsText = (text: string): boolean =>
  ["!!str", "!!merge"].includes(plainTag(text)) && !oldBoolean.test(text) && !base60.test(text);

/** Words of letters, digits and a few signs. */
const plainWords = /^[A-Za-z/](?:[\w/.@%+=-]| (?=[\w/.-]))*$/;
/** The longest word that is something else than a text although it begins with a letter: `false`. */
const longestSpecial = 5;

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
  ["\u00a0", "\\_"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
]);

/** @param all escape characters that could stand as they are too */
const escapeCharacter = (character: string, all: boolean): string => {
  if (!all && !special.test(character) && !/["\\\t\n]/.test(character)) return character;
  const short = escapes.get(character);
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
};

const doubleQuoted = (text: string): string => {
  // The reference's library escapes all of a text that begins with a byte order mark.
  const all = text.startsWith("\ufeff");
  return `"${Array.from(text, (character) => escapeCharacter(character, all)).join("")}"`;
};

const singleQuoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** How the lines of a text of several lines are indented. */
export interface Indent {
  /** What each line begins with. */
  readonly lines: string;
  /** How many columns further that is than where the text belongs to. */
  readonly step: 2 | 4;
}

/** What stands after the `|`: an indentation that cannot be seen from the text, and what its last line breaks are. */
const blockHints = (text: string, { step }: Indent): string => {
  const indent = /^[ \n]/.test(text) ? String(step) : "";
  if (!text.endsWith("\n")) return `${indent}-`;
  return text === "\n" || text.endsWith("\n\n") ? `${indent}+` : indent;
};

const block = (text: string, indent: Indent): string => {
  const lines = text.replace(/\n$/, "").split("\n");
  const indented = lines.map((line) => (line === "" ? "" : indent.lines + line));
  return [`|${blockHints(text, indent)}`, ...indented].join("\n");
};

/**
 * Writes a text so that YAML reads it as that text, with the quotes that Go's yaml.v3 chooses.
 * @source pebble 1.32, seen: plan with such texts
 * @differs texts with the line breaks U+2028 and U+2029 are escaped, and texts that begin with a line break keep it: as
 * the reference prints them they are read as others
 */
export const printScalar = (text: string, indent: Indent): string => {
  if (plainWords.test(text) && (text.length > longestSpecial || isReadAsText(text))) return text;
  const unclear = special.test(text);
  if (text.includes("\n")) {
    return unclear || text.includes(" \n") || text.endsWith(" ") ? doubleQuoted(text) : block(text, indent);
  }
  if (unclear || !isReadAsText(text) || text.includes("\t")) return doubleQuoted(text);
  const bare = !/^ | $/.test(text) && !indicator.test(text);
  return bare ? text : singleQuoted(text);
};

/**
 * Writes a text as the value or key of a map indented by four, with quotes only where YAML needs them.
 * @param lines what the lines of a text of several lines begin with
 */
export const printText = (text: string, lines: string): string => printScalar(text, { lines, step: 4 });
