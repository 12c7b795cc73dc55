const escapeIn = (json: string, characters: RegExp): string =>
  json.replace(characters, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** One line of JSON as Go writes it, with its line end. */
export const formatJson = (value: unknown): string =>
  `${escapeIn(JSON.stringify(value), /[\u2028\u2029]/g)}\n`;

/**
 * The same, with `<`, `>` and `&` escaped.
 * @source pebble 1.32, seen: `--format json` of notices, warnings, changes and tasks escapes them, of services not
 */
export const formatEscapedJson = (value: unknown): string =>
  `${escapeIn(JSON.stringify(value), /[<>&\u2028\u2029]/g)}\n`;
