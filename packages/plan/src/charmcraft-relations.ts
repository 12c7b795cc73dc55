import { optionalFlag } from "./charmcraft-fields.ts";
import type { Field } from "./field.ts";

/** Which end of a relation the charm is; peers are the units of one application. */
export const relationRoles = ["requires", "provides", "peer"] as const;
/** One of {@link relationRoles}. */
export type RelationRole = (typeof relationRoles)[number];

/** One entry of `requires`, `provides` or `peers`. */
export interface CharmRelation {
  readonly role: RelationRole;
  /** What both ends have agreed to write, as in `postgresql_client`. */
  readonly interface: string;
  /** How many relations the endpoint may have; absent when nothing limits them. */
  readonly limit?: number;
  /** `container` for a subordinate, which is related to the units on its own machine only. */
  readonly scope: "global" | "container";
  /** Whether the charm works without it, which only people and the charm itself make use of. */
  readonly optional: boolean;
}

const sections: Readonly<Record<RelationRole, string>> = {
  requires: "requires",
  provides: "provides",
  peer: "peers",
};

const readInterface = (entry: Field): string => {
  const field = entry.fields().get("interface");
  if (field === undefined || field.isEmpty) {
    entry.fault("cannot use the relation: it has no `interface`, which both of its ends agree on");
    return "";
  }
  return field.text() ?? "";
};

const readLimit = (field: Field | undefined): number | undefined => {
  if (field === undefined || field.isEmpty) return undefined;
  const limit = field.scalar();
  if (typeof limit === "number" && Number.isSafeInteger(limit)) return limit;
  field.fault(`cannot use ${field.shown} as a limit: it is a whole number`);
  return undefined;
};

const readScope = (field: Field | undefined): CharmRelation["scope"] => {
  if (field === undefined || field.isEmpty) return "global";
  const scope = field.text();
  if (scope === "global" || scope === "container") return scope;
  if (scope !== undefined) field.fault(`cannot use scope ${field.shown}: it is global or container`);
  return "global";
};

const readRelation = (entry: Field, role: RelationRole): CharmRelation => {
  const fields = entry.fields();
  const limit = readLimit(fields.get("limit"));
  return {
    role,
    interface: readInterface(entry),
    ...(limit === undefined ? {} : { limit }),
    scope: readScope(fields.get("scope")),
    optional: optionalFlag(fields.get("optional")),
  };
};

/**
 * Reads the maps `requires`, `provides` and `peers`; what is wrong is recorded in their fields.
 * @source ops 3.9, ops/charm.py, RelationMeta
 */
export const readRelations = (root: ReadonlyMap<string, Field>): ReadonlyMap<string, CharmRelation> => {
  const relations = new Map<string, CharmRelation>();
  for (const role of relationRoles) {
    for (const [name, entry] of root.get(sections[role])?.fields() ?? []) {
      const before = relations.get(name);
      if (before !== undefined) {
        entry.fault(
          `cannot use relation name ${JSON.stringify(name)} twice: it stands below ${sections[before.role]} too`,
        );
      }
      relations.set(name, readRelation(entry, role));
    }
  }
  return relations;
};
