/**
 * A schema is a plain JSON Schema (2020-12) object that also carries the TypeScript type it describes. Building one
 * costs no more than an object literal, so a program may import every schema of this package and still start in
 * milliseconds (a schema library was measured at 3 to 7 ms for the same set).
 */
export interface Schema<T = unknown> {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  /** Never present at run time: the place where the compiler keeps `T`. */
  readonly "~type"?: T;
}

/** The TypeScript type that a schema describes. */
export type Infer<S> = S extends Schema<infer T> ? T : never;

type Fields = Readonly<Record<string, Schema>>;
type Flatten<T> = { [K in keyof T]: T[K] };
type InferObject<R extends Fields, O extends Fields> = Flatten<
  { readonly [K in keyof R]: Infer<R[K]> } & { readonly [K in keyof O]?: Infer<O[K]> }
>;

interface Notes {
  readonly description?: string;
}

/** A string. */
export const string = (notes?: Notes): Schema<string> => ({ type: "string", ...notes });

/** A whole number. */
export const integer = (notes?: Notes): Schema<number> => ({ type: "integer", ...notes });

/** Any JSON number. */
export const number = (notes?: Notes): Schema<number> => ({ type: "number", ...notes });

/** A boolean. */
export const boolean = (notes?: Notes): Schema<boolean> => ({ type: "boolean", ...notes });

/** JSON `null`. */
export const nil = (): Schema<null> => ({ type: "null" });

/** Any JSON value; what is inside is checked by whoever knows more. */
export const anything = (notes?: Notes): Schema<unknown> => ({ ...notes });

/** One of the given strings. */
export const oneOf = <const V extends readonly string[]>(values: V, notes?: Notes): Schema<V[number]> => ({
  type: "string",
  enum: values,
  ...notes,
});

/** A list whose items all fit `items`. */
export const array = <T>(items: Schema<T>, notes?: Notes): Schema<readonly T[]> => ({
  type: "array",
  items,
  ...notes,
});

/** A map from any name to values that fit `values`. */
export const record = <T>(values: Schema<T>, notes?: Notes): Schema<Readonly<Record<string, T>>> => ({
  type: "object",
  additionalProperties: values,
  ...notes,
});

/** What fits any of `options`. */
export const union = <const O extends readonly Schema[]>(...options: O): Schema<Infer<O[number]>> => ({
  anyOf: options,
});

/** `schema`, or `null`. */
export const nullable = <T>(schema: Schema<T>): Schema<T | null> => ({ anyOf: [schema, nil()] });

/** An object with the fields of `required` always there, and those of `optional` perhaps. Unknown keys are ignored. */
export const object = <R extends Fields, O extends Fields = Record<never, Schema>>(
  required: R,
  optional?: O,
): Schema<InferObject<R, O>> => ({
  type: "object",
  properties: { ...required, ...optional },
  required: Object.keys(required),
});
