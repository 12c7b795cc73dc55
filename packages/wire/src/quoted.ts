const short: ReadonlyMap<string, string> = new Map([
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ['"', '\\"'],
  ["\\", "\\\\"],
]);

/** What Go cannot print, and the two signs that a quoted text has otherwise. */
const special = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu;

const escapeCharacter = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x80) return short.get(character) ?? `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
};

/**
 * A text in double quotes as Go's `%q` writes it, which sentences of the reference have: letters of any script as they are,
 * what cannot be printed escaped.
 * @source Go, package strconv, Quote
 */
export const quoted = (text: string): string => `"${text.replaceAll(special, escapeCharacter)}"`;
