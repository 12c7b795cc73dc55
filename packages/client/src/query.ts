/** The values of one query parameter: absent ones are left out, lists are repeated. */
export type QueryValue = string | number | boolean | readonly string[] | undefined;

const escapeAlso: Readonly<Record<string, string>> = {
  "%20": "+",
  "!": "%21",
  "'": "%27",
  "(": "%28",
  ")": "%29",
  "*": "%2A",
};

/** Escapes one value as Go's `url.QueryEscape` does, since queries appear in errors that people compare. */
const escapeValue = (text: string): string =>
  encodeURIComponent(text).replace(/%20|[!'()*]/g, (found) => escapeAlso[found] ?? found);

/**
 * A path with its query, names in alphabetical order.
 * @example withQuery("/v1/changes", { select: "all", for: "web" }) // "/v1/changes?for=web&select=all"
 */
export const withQuery = (path: string, query: Readonly<Record<string, QueryValue>>): string => {
  const pairs = Object.keys(query)
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((name) => {
      const value = query[name];
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values
        .filter((item) => item !== undefined)
        .map((item) => `${name}=${escapeValue(String(item))}`);
    });
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
};
