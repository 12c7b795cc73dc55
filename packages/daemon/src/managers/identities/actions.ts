import { type Identity, type IdentityAction, quoted } from "@cobble/wire";
import { ApiError } from "../../errors.ts";
import { groupNames } from "../../group-names.ts";

/** All identities, by name. */
export type IdentityMap = ReadonlyMap<string, Identity>;

/** What a client wants identities to be; null is one that is to go. */
export type WantedIdentities = ReadonlyMap<string, Identity | null>;

const sorted = (names: readonly string[]): string => [...names].sort((a, b) => (a < b ? -1 : 1)).join(", ");

const refuse = (message: string): ApiError => new ApiError(400, message);

/** The wanted identities, of which none may be null. */
const requireValues = (wanted: WantedIdentities, action: IdentityAction): IdentityMap => {
  const values = new Map<string, Identity>();
  for (const [name, identity] of wanted) {
    if (identity === null) {
      throw refuse(`identity value for ${quoted(name)} must not be null for ${action} operation`);
    }
    values.set(name, identity);
  }
  return values;
};

const requireNulls = (wanted: WantedIdentities): void => {
  for (const [name, identity] of wanted) {
    if (identity === null) continue;
    throw refuse(`identity value for ${quoted(name)} must be null for remove operation`);
  }
};

const requireKnown = (current: IdentityMap, wanted: WantedIdentities): void => {
  const missing = [...wanted.keys()].filter((name) => !current.has(name));
  if (missing.length > 0) throw refuse(`identities do not exist: ${sorted(missing)}`);
};

const requireUnknown = (current: IdentityMap, wanted: WantedIdentities): void => {
  const existing = [...wanted.keys()].filter((name) => current.has(name));
  if (existing.length > 0) throw refuse(`identities already exist: ${sorted(existing)}`);
};

/** A user may be meant by one identity only: it could not be said otherwise what he may do. */
const requireUniqueUsers = (identities: IdentityMap): void => {
  const namesById = groupNames(identities.keys(), (name) => identities.get(name)?.local?.["user-id"]);
  for (const [id, names] of namesById) {
    if (id === undefined || names.length < 2) continue;
    throw refuse(`cannot have multiple identities with user ID ${id} (${sorted(names)})`);
  }
};

const without = (current: IdentityMap, names: Iterable<string>): IdentityMap => {
  const gone = new Set(names);
  return new Map([...current].filter(([name]) => !gone.has(name)));
};

const replace = (current: IdentityMap, wanted: WantedIdentities): IdentityMap => {
  const kept = [...wanted].filter((entry): entry is [string, Identity] => entry[1] !== null);
  return new Map([...without(current, wanted.keys()), ...kept]);
};

const act = (current: IdentityMap, action: IdentityAction, wanted: WantedIdentities): IdentityMap => {
  switch (action) {
    case "add": {
      const values = requireValues(wanted, action);
      requireUnknown(current, wanted);
      return new Map([...current, ...values]);
    }
    case "update": {
      const values = requireValues(wanted, action);
      requireKnown(current, wanted);
      return new Map([...current, ...values]);
    }
    case "replace":
      return replace(current, wanted);
    case "remove":
      requireNulls(wanted);
      requireKnown(current, wanted);
      return without(current, wanted.keys());
    default:
      return action satisfies never;
  }
};

/**
 * What the identities are after an action of `POST /v1/identities`.
 * @throws {ApiError} 400 when it cannot be done; none is changed then
 * @source pebble 1.32, docs/how-to/manage-identities.md; sentences and their order seen: each action with wrong entries
 */
export const changeIdentities = (
  current: IdentityMap,
  action: IdentityAction,
  wanted: WantedIdentities,
): IdentityMap => {
  const next = act(current, action, wanted);
  requireUniqueUsers(next);
  return next;
};
