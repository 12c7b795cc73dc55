import { RelationNotFoundError } from "../errors.ts";
import type { RelationTools } from "../hook-tools/relation.ts";
import type { Application } from "./application.ts";
import { Relation, type RelationDeps } from "./relation.ts";
import type { Unit } from "./unit.ts";

/** A relation that is asked about. */
export interface RelationQuery {
  readonly name: string;
  readonly id: number;
  readonly isPeer: boolean;
  /** Whether the event says that it is broken. */
  readonly broken: boolean;
  readonly leavingUnit?: Unit | undefined;
  /** The remote application, if the event said so. */
  readonly eventApp?: string | undefined;
}

/** Finds units and applications by their names. */
export interface Entities {
  readonly getUnit: (name: string) => Unit;
  readonly getApp: (name: string) => Application;
}

/** The names of the remote units; undefined when the relation is gone. */
const listUnits = async (
  tools: RelationTools,
  { name, id }: RelationQuery,
): Promise<readonly string[] | undefined> => {
  try {
    return await tools.relationList({ endpoint: name, id });
  } catch (error) {
    if (error instanceof RelationNotFoundError) return undefined;
    throw error;
  }
};

const findApp = async (
  tools: RelationTools,
  { name, id, eventApp }: RelationQuery,
): Promise<string | undefined> => {
  if (eventApp !== undefined) return eventApp;
  try {
    return await tools.relationApp({ endpoint: name, id });
  } catch (error) {
    if (error instanceof RelationNotFoundError) return undefined;
    throw error;
  }
};

/** Asks who is at the other end of a relation. */
export const loadRelation = async (
  deps: RelationDeps & Entities,
  query: RelationQuery,
): Promise<Relation> => {
  const { name, id, isPeer, broken, leavingUnit } = query;
  const names = await listUnits(deps.tools, query);
  const units = new Set((names ?? []).map(deps.getUnit));
  const [first] = units;
  const appName = isPeer ? deps.ownUnit.app.name : (first?.app.name ?? (await findApp(deps.tools, query)));
  const app = appName === undefined ? undefined : deps.getApp(appName);
  const isRemote = !isPeer && leavingUnit?.app === app;
  return new Relation(deps, {
    name,
    id,
    isPeer,
    active: !broken && names !== undefined,
    app,
    units,
    leavingUnit: isRemote ? leavingUnit : undefined,
  });
};
