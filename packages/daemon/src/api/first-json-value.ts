/** Where the JSON value that starts at `start` ends, by bracket depth; scalars end at the next delimiter. */
const endOfValue = (text: string, start: number): number => {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === "\\") at++;
      else if (char === '"') inString = false;
      if (!inString && depth === 0) return at + 1;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") {
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && /[\s,:]/.test(char ?? "")) return at;
  }
  return text.length;
};

/**
 * The first JSON value of a text; whatever follows is ignored.
 * @throws {SyntaxError} `EOF` for an empty text, otherwise what `JSON.parse` says
 * @source pebble 1.32, seen: bodies are read as the first value only
 */
export const firstJsonValue = (text: string): unknown => {
  const start = text.search(/\S/);
  if (start < 0) throw new SyntaxError("EOF");
  return JSON.parse(text.slice(start, endOfValue(text, start)));
};
