import { TestingError } from "../errors.ts";
import type { ContainerState } from "./container.ts";
import type { RelationState } from "./relation.ts";
import { bareSecretId, type SecretState } from "./secret.ts";
import type { State } from "./state.ts";

const missing = (what: string, known: readonly (string | number)[]): TestingError => {
  const list = known.length === 0 ? "there are none" : `there are ${known.join(", ")}`;
  return new TestingError("not-in-state", `cannot find ${what} in the state: ${list}`);
};

/** A container of a state. @throws {TestingError} when it has none of that name */
export const getContainer = (state: State, name: string): ContainerState => {
  const found = state.containers[name];
  if (found === undefined) throw missing(`container ${JSON.stringify(name)}`, Object.keys(state.containers));
  return found;
};

/**
 * A relation of a state.
 * @param which its id, or its endpoint where that has one relation only
 * @throws {TestingError} when there is none, or an endpoint has several
 */
export const getRelation = (state: Pick<State, "relations">, which: number | string): RelationState => {
  const found = state.relations.filter(({ id, endpoint }) => id === which || endpoint === which);
  const [first, second] = found;
  if (first === undefined) {
    throw missing(
      `relation ${JSON.stringify(which)}`,
      state.relations.map(({ endpoint, id }) => `${endpoint}:${id}`),
    );
  }
  if (second !== undefined) {
    throw new TestingError(
      "not-in-state",
      `cannot tell which relation of ${first.endpoint} is meant: ask for one of the ids ${found.map(({ id }) => id).join(", ")}`,
    );
  }
  return first;
};

/** A secret of a state, by its id or label. @throws {TestingError} when there is none */
export const getSecret = (state: Pick<State, "secrets">, idOrLabel: string): SecretState => {
  const found = state.secrets.find(
    ({ id, label }) => bareSecretId(id) === bareSecretId(idOrLabel) || label === idOrLabel,
  );
  if (found !== undefined) return found;
  throw missing(
    `secret ${JSON.stringify(idOrLabel)}`,
    state.secrets.map(({ id, label }) => label ?? id),
  );
};
