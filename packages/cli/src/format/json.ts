/** One line of JSON as Go writes it, with its line end. */
export const formatJson = (value: unknown): string =>
  `${JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}\n`;
