import type { Charmcraft } from "@cobble/plan";

/** What one side of a relation has written, by key. */
export type RelationData = Readonly<Record<string, string>>;

/** A relation as Juju sees it, from the unit under test. */
export interface RelationState {
  readonly endpoint: string;
  readonly id: number;
  /** What the charm's description makes it: with another application, among peers, or of a subordinate. */
  readonly kind: "regular" | "peer" | "subordinate";
  readonly localAppData: RelationData;
  readonly localUnitData: RelationData;
  /** The application at the other end; one's own among peers. */
  readonly remoteAppName: string;
  readonly remoteAppData: RelationData;
  /** What each unit at the other end has written, by its number; of peers the other units of the application. */
  readonly remoteUnitsData: Readonly<Record<number, RelationData>>;
  /** The model of the other end, where it is not this one. */
  readonly remoteModelUuid?: string;
}

/** A relation of which only the endpoint has to be said. */
export type RelationInput = Pick<RelationState, "endpoint"> & Partial<RelationState>;

/** What Juju writes itself for each unit. @source ops 3.9, testing/src/scenario/state.py, _DEFAULT_JUJU_DATABAG */
export const defaultUnitData: RelationData = {
  "egress-subnets": "192.0.2.0",
  "ingress-address": "192.0.2.0",
  "private-address": "192.0.2.0",
};

const kindOf = (endpoint: string, meta: Charmcraft): RelationState["kind"] => {
  const declared = meta.relations.get(endpoint);
  if (declared?.role === "peer") return "peer";
  return declared?.scope === "container" ? "subordinate" : "regular";
};

const complete = (
  input: RelationInput,
  options: { readonly meta: Charmcraft; readonly appName: string; readonly id: number },
): RelationState => {
  const kind = input.kind ?? kindOf(input.endpoint, options.meta);
  const isPeer = kind === "peer";
  return {
    localAppData: {},
    localUnitData: defaultUnitData,
    remoteAppName: isPeer ? options.appName : "remote",
    remoteAppData: {},
    remoteUnitsData: isPeer ? {} : { 0: defaultUnitData },
    ...input,
    kind,
    id: input.id ?? options.id,
  };
};

/** Fills in what a test did not say; ids are given in order, from the first that is free. */
export const completeRelations = (
  inputs: readonly RelationInput[],
  options: { readonly meta: Charmcraft; readonly appName: string },
): readonly RelationState[] => {
  let lastId = Math.max(0, ...inputs.map(({ id = 0 }) => id));
  return inputs.map((input) => complete(input, { ...options, id: input.id ?? ++lastId }));
};

/** The numbers of the units at the other end. */
export const remoteUnitNumbers = ({ remoteUnitsData }: RelationState): readonly number[] =>
  Object.keys(remoteUnitsData).map(Number);
