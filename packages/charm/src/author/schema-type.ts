import { type Data, isData } from "../data.ts";

/** A name as a key of an object type. */
export const propertyName = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);

const union = (types: readonly string[]): string => [...new Set(types)].join(" | ");

const literal = (value: unknown): string =>
  value === null || ["string", "number", "boolean"].includes(typeof value)
    ? JSON.stringify(value)
    : "unknown";

const parenthesized = (type: string): string => (type.includes(" | ") ? `(${type})` : type);

const arrayType = (items: unknown): string =>
  isData(items) ? `readonly ${parenthesized(schemaType(items))}[]` : "readonly unknown[]";

/** The members of an object type, each on its own in the order of the schema. */
const objectType = (schema: Data): string => {
  const properties = isData(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const members = Object.entries(properties).map(([name, property]) => {
    const mark = required.includes(name) ? "" : "?";
    return `readonly ${propertyName(name)}${mark}: ${schemaType(property)}`;
  });
  if (members.length === 0) return "Readonly<Record<string, unknown>>";
  return `{ ${members.join("; ")} }`;
};

const namedType = (type: unknown, schema: Data): string => {
  switch (type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return arrayType(schema["items"]);
    case "object":
      return objectType(schema);
    default:
      return "unknown";
  }
};

/** The TypeScript type of what a JSON Schema accepts; `unknown` where it says nothing, or what types cannot say. */
export const schemaType = (schema: unknown): string => {
  if (!isData(schema)) return "unknown";
  if ("const" in schema) return literal(schema["const"]);
  const { enum: values, anyOf, oneOf, type } = schema;
  if (Array.isArray(values) && values.length > 0) return union(values.map(literal));
  const choices = Array.isArray(anyOf) ? anyOf : oneOf;
  if (Array.isArray(choices) && choices.length > 0) return union(choices.map(schemaType));
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return union(types.map((one) => namedType(one, schema)));
};

/** Whether whoever leaves the value out gets one all the same. */
export const hasDefault = (schema: unknown): boolean => isData(schema) && schema["default"] !== undefined;

/** What a schema says about itself, for readers. */
export const descriptionOf = (schema: unknown): string => {
  const description = isData(schema) ? schema["description"] : undefined;
  return typeof description === "string" ? description : "";
};
