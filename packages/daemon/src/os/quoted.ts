const names: Readonly<Record<string, string>> = { "07": "\\a", "0b": "\\v" };

/** A text in double quotes, with what cannot be printed escaped, as Go prints it: control characters are `\x1f`. */
export const quoted = (text: string): string =>
  JSON.stringify(text)
    .replace(/\\u00([0-9a-f]{2})/g, (_escape, hex: string) => names[hex] ?? `\\x${hex}`)
    .replaceAll("\x7f", "\\x7f");
