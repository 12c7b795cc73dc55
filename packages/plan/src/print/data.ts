import type { MapValue, Value } from "./value.ts";

/** What a layer's text holds, as data: texts, numbers, lists of texts, and maps of these. */
export type PlainData = string | number | readonly string[] | PlainMap;

/** Data by key. */
export interface PlainMap {
  readonly [key: string]: PlainData;
}

const one = (value: Value): PlainData => {
  switch (value.kind) {
    case "word": {
      // A word is a number or a duration, and a duration has a unit.
      const number = Number(value.text);
      return Number.isNaN(number) ? value.text : number;
    }
    case "text":
      return value.text;
    case "list":
      return value.items;
    case "map":
      return toData(value);
    default:
      return value satisfies never;
  }
};

/** What the printer would print, as data. */
export const toData = ({ entries }: MapValue): PlainMap =>
  Object.fromEntries(entries.map(([key, value]) => [key, one(value)]));

const codeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * JSON that readers of YAML take as well: they refuse or fold some characters that stand for themselves in JSON.
 * @source YAML 1.2, 5.1, the characters that can be printed
 */
export const jsonAsYaml = (data: unknown): string =>
  JSON.stringify(data).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, codeOf);
