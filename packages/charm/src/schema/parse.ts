import type { StandardSchemaV1 } from "@standard-schema/spec";
import { SchemaError, type SchemaIssue } from "./errors.ts";

/** A schema of any library that keeps to Standard Schema, as zod, valibot and arktype do. */
export type Schema<Output = unknown> = StandardSchemaV1<unknown, Output>;

const keyOf = (part: PropertyKey | { readonly key: PropertyKey }): string =>
  String(typeof part === "object" ? part.key : part);

const readIssue = ({ message, path = [] }: StandardSchemaV1.Issue): SchemaIssue => ({
  field: path.map(keyOf).join("."),
  message,
});

/**
 * Holds a value against a schema.
 * @param what what the value is, for the error: `the configuration`
 * @returns the value as the schema gives it, with defaults and other types
 * @throws {SchemaError} when it does not fit, with every field that is wrong
 */
export const parseWith = async <Output>(
  schema: Schema<Output>,
  { value, what }: { readonly value: unknown; readonly what: string },
): Promise<Output> => {
  const result = await schema["~standard"].validate(value);
  if (result.issues === undefined) return result.value;
  throw new SchemaError(what, result.issues.map(readIssue));
};
