import { type DescribedSection, layerSections } from "../fields/sections.ts";
import { fieldsSchema } from "./field.ts";
import type { JsonSchema } from "./json-schema.ts";

const sectionSchema = ({ key, help, holds, entry, fields, namePattern }: DescribedSection): JsonSchema => {
  switch (holds) {
    case "text":
      return { description: help, type: ["string", "number", "boolean", "null"] };
    case "fields":
      // A single word in its place is passed over.
      return {
        description: help,
        type: ["object", "string", "number", "boolean", "null"],
        ...fieldsSchema(fields),
      };
    case "entries":
      return {
        description: help,
        type: ["object", "null"],
        ...(namePattern === undefined ? {} : { propertyNames: { pattern: namePattern } }),
        additionalProperties: { $ref: `#/$defs/${entry ?? key}` },
      };
    default:
      return holds satisfies never;
  }
};

const entrySchema = ({ entry = "", fields }: DescribedSection): JsonSchema => ({
  title: entry.replace("-", " "),
  type: "object",
  ...fieldsSchema(fields),
});

/**
 * The JSON Schema (2020-12) of a layer file, by which editors complete and check layers. It is made of the same table of
 * fields that {@link parseLayer} reads by.
 *
 * It accepts every layer that the supervisor would accept. It accepts some others too, since it sees what YAML 1.2 makes of
 * the text and not the text itself, and since some rules are beyond a schema: commands that cannot be split, numbers in
 * quotes, keys that come twice, names of nothing, what only all layers together lack. `validateLayers` tells those.
 */
export const layerSchema = (): JsonSchema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "layer.schema.json",
  title: "Layer of a service supervisor's plan",
  description: "A layer file, $PEBBLE/layers/NNN-label.yaml.",
  type: ["object", "null"],
  properties: Object.fromEntries(layerSections.map((section) => [section.key, sectionSchema(section)])),
  additionalProperties: false,
  $defs: Object.fromEntries(
    layerSections.flatMap((section) =>
      section.entry === undefined ? [] : [[section.entry, entrySchema(section)]],
    ),
  ),
});
