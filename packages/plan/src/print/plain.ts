import type { Value } from "./value.ts";

/** Maps whose values are often secrets: of these the keys are told, and never the values. */
const withheldMaps: ReadonlySet<string> = new Set(["environment", "headers"]);

/** Whether what a field of that name holds may be told only by its keys. */
export const isWithheld = (field: string): boolean => withheldMaps.has(field);

/** A URL without the user and password that it may have. */
const withoutCredentials = (text: string): string =>
  text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1***@");

/** A value on one line, without quotes and without the password of a URL: for people, not for parsers. */
export const plainValue = (value: Value): string => {
  switch (value.kind) {
    case "word":
      return value.text;
    case "text":
      return withoutCredentials(value.text);
    case "list":
      return `[${value.items.join(", ")}]`;
    case "map":
      return `{${value.entries.map(([key, inner]) => `${key}: ${plainValue(inner)}`).join(", ")}}`;
    default:
      return value satisfies never;
  }
};
