import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DescribedField, type FieldShape, layerSections } from "@cobble/plan";
import { withPart } from "./made-part.ts";

/** The page that the tables stand in, from the root of the checkout. */
export const layerPage = "docs/reference/layer-file.md";

const quoted = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(", ");

/** What may be written, in a few words. */
function describeShape(shape: FieldShape): string {
  switch (shape.kind) {
    case "text":
      return shape.words === undefined ? "text" : quoted(shape.words);
    case "choice":
      return quoted(shape.choices);
    case "texts":
      return "list of texts";
    case "text-map":
      return shape.choices === undefined ? "map of texts" : `map of ${quoted(shape.choices)}`;
    case "integer":
      return "whole number";
    case "duration":
      return "duration";
    case "factor":
      return `number, at least ${shape.least}`;
    case "group":
      return "map";
    default:
      return shape satisfies never;
  }
}

function rowsOf(field: DescribedField, prefix = ""): readonly string[] {
  const { key, help, initial, shape } = field;
  const needed = shape.kind === "text" && shape.required ? "needed" : "";
  const row = `| \`${prefix}${key}\` | ${describeShape(shape)} | ${initial === undefined ? needed : `\`${initial}\``} | ${help} |`;
  const inner = shape.kind === "group" ? shape.fields : [];
  return [row, ...inner.flatMap((each) => rowsOf(each, `${prefix}${key}.`))];
}

/** The tables of all fields, a section each. */
export function makeLayerFields(): string {
  return layerSections
    .filter(({ fields }) => fields.length > 0)
    .map(({ key, help, fields, holds }) => {
      const title = holds === "entries" ? `${key}.NAME` : key;
      const rows = fields.flatMap((field) => rowsOf(field)).join("\n");
      return `### ${title}\n${help}\n\n| field | value | default | what it does |\n|---|---|---|---|\n${rows}\n`;
    })
    .join("\n");
}

/** The page with its tables made anew; as it is when it has no marks for them. */
export function withLayerFields(page: string): string {
  return withPart(page, "fields", makeLayerFields());
}

if (import.meta.main) {
  const path = join(import.meta.dir, "../..", layerPage);
  writeFileSync(path, withLayerFields(readFileSync(path, "utf8")));
}
