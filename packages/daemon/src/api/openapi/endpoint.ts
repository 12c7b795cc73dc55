import { oneOf, type Schema, string } from "@cobble/wire";
import type { RouteAccess } from "../request.ts";

/** A parameter of a path or a query. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly description: string;
  readonly schema: Schema;
  /** May be repeated, or hold several with commas between them. */
  readonly isList?: boolean;
  readonly isRequired?: boolean;
}

/** What comes back when all is well. */
export type Answer =
  /** The envelope with this result. */
  | { readonly type: "sync"; readonly result: Schema }
  /** The envelope with the id of a change, and this result. */
  | { readonly type: "async"; readonly result: Schema }
  /** Something else than the envelope. */
  | {
      readonly type: "other";
      readonly mediaType: string;
      readonly description: string;
      readonly schema?: Schema;
    };

/** One way to call the API, as its description tells it. */
export interface Endpoint {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly access: RouteAccess;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  /** The body as JSON. */
  readonly body?: Schema;
  /** A body of several parts, beside or instead of the JSON. */
  readonly multipart?: Schema;
  readonly answers: readonly Answer[];
  /** Statuses of its errors, besides those that every endpoint may have. */
  readonly errors?: readonly number[];
  /** The reference does not have it. */
  readonly isOurs?: boolean;
}

/** A parameter of the query that takes names. */
export const names = (of: string): Parameter => ({
  name: "names",
  in: "query",
  description: `Only these ${of}; all when absent`,
  schema: string(),
  isList: true,
});

/** A parameter of the query with a few values. */
export const choice = (name: string, values: readonly string[], description: string): Parameter => ({
  name,
  in: "query",
  description,
  schema: oneOf(values),
});

/** A parameter of the query with a few values, that may as well be there and empty: that is as if it was absent. */
export const optionalChoice = (name: string, values: readonly string[], description: string): Parameter =>
  choice(name, [...values, ""], description);

/** A parameter of the query that is a text. */
export const text = (name: string, description: string): Parameter => ({
  name,
  in: "query",
  description,
  schema: string(),
});

/** A part of the path. */
export const pathPart = (name: string, description: string): Parameter => ({
  name,
  in: "path",
  description,
  schema: string(),
  isRequired: true,
});
