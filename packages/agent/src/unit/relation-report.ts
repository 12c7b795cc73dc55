import type { Charmcraft } from "@cobble/plan";
import type { RelationReport } from "../control/protocol.ts";
import type { UnitFacts } from "./facts.ts";
import { relationKey, type UnitRelation } from "./relations.ts";

/** What people are told of relations: who stands at the other end, and what each of both ends says. */
export const reportRelations = (
  relations: readonly UnitRelation[],
  { facts, charm }: { readonly facts: UnitFacts; readonly charm: Charmcraft },
): readonly RelationReport[] =>
  relations.map((relation) => {
    const id = relationKey(relation);
    const said = Object.entries(facts.relationData ?? {}).filter(([key]) => key.startsWith(`${id} `));
    const ours = said.map(([key, data]) => [key.slice(id.length + 1), data] as const);
    return {
      id,
      interface: charm.relations.get(relation.endpoint)?.interface ?? "",
      app: relation.remote?.app ?? charm.name,
      data: { ...relation.remote?.data, ...Object.fromEntries(ours) },
    };
  });
