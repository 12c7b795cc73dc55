import {
  ExecRequest,
  GivenAccess,
  GivenBasic,
  GivenCert,
  GivenIdentity,
  GivenLocal,
  MakeDirItem,
  RemovePathItem,
  type Schema,
  SignalsRequest,
  UserId,
  WriteFileItem,
} from "@cobble/wire";

/** The kinds of Go types that bodies are made of. */
export type GoKind = "string" | "bool" | "int" | "float64" | "list" | "map" | "struct" | "any";

/** The types that have names of their own in the messages that clients see; the others are spelled out. */
const names: ReadonlyMap<Schema, string> = new Map<Schema, string>([
  [SignalsRequest, "daemon.signalsPayload"],
  [ExecRequest, "daemon.execPayload"],
  [MakeDirItem, "daemon.makeDirsItem"],
  [RemovePathItem, "daemon.removePathsItem"],
  [WriteFileItem, "daemon.writeFilesItem"],
  [GivenIdentity, "daemon.apiIdentity"],
  [GivenLocal, "daemon.apiLocalIdentity"],
  [GivenBasic, "daemon.apiBasicIdentity"],
  [GivenCert, "daemon.apiCertIdentity"],
  [GivenAccess, "identities.Access"],
  [UserId, "uint32"],
]);

/** The schema of what a value is when it is not `null`: Go's pointers have no name of their own in messages. */
export const pointedAt = (schema: Schema): Schema =>
  schema.anyOf?.find((option) => option.type !== "null") ?? schema;

/** The kind of Go type that a schema stands for. */
export const goKind = (schema: Schema): GoKind => {
  const { type, properties } = pointedAt(schema);
  switch (type) {
    case "string":
      return "string";
    case "boolean":
      return "bool";
    case "integer":
      return "int";
    case "number":
      return "float64";
    case "array":
      return "list";
    case "object":
      return properties === undefined ? "map" : "struct";
    case "null":
    case undefined:
      return "any";
    default:
      return type satisfies never;
  }
};

/** The name of a struct's type without its package; empty when it has none. */
export const structName = (schema: Schema): string => names.get(schema)?.replace(/^\w+\./, "") ?? "";

const capitalize = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** `RepeatAfter string "json:\"repeat-after\""`. */
const spellField = ([name, schema]: readonly [string, Schema]): string => {
  const field = name.split("-").map(capitalize).join("");
  const type = goKind(schema) === "any" ? `${field}JSON json.RawMessage` : `${field} ${goTypeName(schema)}`;
  return `${type} ${JSON.stringify(`json:${JSON.stringify(name)}`)}`;
};

const spellStruct = (schema: Schema): string =>
  `struct { ${Object.entries(schema.properties ?? {})
    .map(spellField)
    .join("; ")} }`;

const spellMap = ({ additionalProperties: values }: Schema): string =>
  `map[string]${goTypeName(typeof values === "object" ? values : {})}`;

/**
 * What Go calls the type that a schema stands for, as clients see it in the errors of bodies.
 * @source pebble 1.32, seen: values of every type in every place of every body
 */
export const goTypeName = (schema: Schema): string => {
  if (schema.anyOf !== undefined) return `*${goTypeName(pointedAt(schema))}`;
  const name = names.get(schema);
  if (name !== undefined) return name;
  const kind = goKind(schema);
  switch (kind) {
    case "list":
      return `[]${goTypeName(schema.items ?? {})}`;
    case "map":
      return spellMap(schema);
    case "struct":
      return spellStruct(schema);
    case "any":
      return "interface {}";
    default:
      return kind;
  }
};
