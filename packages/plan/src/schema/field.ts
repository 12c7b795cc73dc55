import type { DescribedField, FieldShape } from "../fields/field-set.ts";
import type { JsonSchema } from "./json-schema.ts";

/** A text is written with or without quotes: what YAML reads as a number or boolean is taken as it is written. */
const text: JsonSchema = { type: ["string", "number", "boolean", "null"] };

const nothing: JsonSchema = { type: "null" };

/** Whole numbers that only YAML 1.1 knows, and editors read as texts: `1_000`, `0b101`. */
const oldInteger = "^[-+]?(0[bB][01_]+|0[xX][0-9a-fA-F_]*|[0-9]+_[0-9_]*)$";

const number = "([0-9]+(\\.[0-9]*)?|\\.[0-9]+)";
const duration = `(${number}(ns|us|µs|μs|ms|s|m|h))+`;
const notZero = "(?=[^1-9]*[1-9])";

/** The forms of Go's numbers that YAML does not read as such. */
const factorText = "^\\+?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9_]+)([eE][-+]?[0-9]+)?$";
const factorWord =
  "^\\+?([iI][nN][fF]([iI][nN][iI][tT][yY])?|0[xX][0-9a-fA-F]*\\.?[0-9a-fA-F]*[pP][-+]?[0-9]+)$|^[nN][aA][nN]$";

const durationSchema = (sign: "any" | "not-zero" | "positive"): JsonSchema => {
  const examples = ["500ms", "10s", "1m30s"];
  if (sign === "any") {
    const pattern = `^[-+]?(0|${duration})$`;
    return { anyOf: [{ type: "string", pattern, examples }, { const: 0 }, nothing] };
  }
  const pattern = `^${sign === "positive" ? "\\+?" : "[-+]?"}${notZero}${duration}$`;
  return { type: ["string", "null"], pattern, examples };
};

const textSchema = ({ words, required }: Extract<FieldShape, { kind: "text" }>): JsonSchema => {
  if (words === undefined) return text;
  // Other words are accepted, so that they may only be offered.
  return required === true ? { enum: words } : { anyOf: [{ enum: words }, text] };
};

const textMapSchema = ({
  choices,
  reservedPrefix,
}: Extract<FieldShape, { kind: "text-map" }>): JsonSchema => ({
  type: ["object", "null"],
  ...(reservedPrefix === undefined ? {} : { propertyNames: { pattern: `^(?!${reservedPrefix})` } }),
  additionalProperties: choices === undefined ? text : { enum: [...choices, "", null] },
});

/** What a map with these fields and no others looks like. */
export const fieldsSchema = (fields: readonly DescribedField[]): JsonSchema => {
  const required = fields.filter(({ shape }) => shape.kind === "text" && shape.required);
  return {
    properties: Object.fromEntries(fields.map((field) => [field.key, fieldSchema(field)])),
    ...(required.length === 0 ? {} : { required: required.map(({ key }) => key) }),
    additionalProperties: false,
  };
};

const shapeSchema = (shape: FieldShape): JsonSchema => {
  switch (shape.kind) {
    case "text":
      return textSchema(shape);
    case "choice":
      return { enum: [...shape.choices, "", null] };
    case "texts":
      return { type: ["array", "null"], items: text };
    case "text-map":
      return textMapSchema(shape);
    case "integer":
      return { type: ["number", "string", "null"], pattern: oldInteger };
    case "duration":
      return durationSchema(shape.sign);
    case "factor":
      return {
        type: ["number", "string", "null"],
        minimum: shape.least,
        pattern: `${factorText}|${factorWord}`,
      };
    case "group":
      return { type: ["object", "null"], ...fieldsSchema(shape.fields) };
    default:
      return shape satisfies never;
  }
};

/** The default as the schema has it: a number where the field is one. */
const defaultOf = ({ initial, shape }: DescribedField): string | number | undefined => {
  const isNumber = shape.kind === "integer" || shape.kind === "factor";
  return initial === undefined || !isNumber ? initial : Number(initial);
};

/** What a field's value looks like, with what editors show about it. */
export const fieldSchema = (field: DescribedField): JsonSchema => {
  const initial = defaultOf(field);
  return {
    description: field.help,
    ...(initial === undefined ? {} : { default: initial }),
    ...shapeSchema(field.shape),
  };
};
