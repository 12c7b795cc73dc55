import type { SecretRotate } from "@cobble/charm";

/** The content of a secret: texts by key. */
export type SecretTexts = Readonly<Record<string, string>>;

/** A secret that the unit under test may read. */
export interface SecretState {
  /** As in `secret:d0jh9s7mp25c77a5nhg0`. */
  readonly id: string;
  /** What the charm reads: the revision that it tracks. */
  readonly content: SecretTexts;
  /** What it reads when it peeks or refreshes. */
  readonly latestContent: SecretTexts;
  readonly trackedRevision: number;
  readonly latestRevision: number;
  /** Whose it is of those under test; absent when somebody else has granted it. */
  readonly owner?: "unit" | "app";
  readonly label?: string;
  readonly description?: string;
  readonly expire?: Date;
  readonly rotate?: SecretRotate;
  /** Who may read it besides: units and applications by the relation's id. */
  readonly grants: Readonly<Record<number, readonly string[]>>;
}

/** A secret of which only the content has to be said. */
export type SecretInput = Pick<SecretState, "content"> & Partial<SecretState>;

const idLength = 20;

/** The id of the secret of that number: as long as Juju's own. */
export const makeSecretId = (number: number): string =>
  `secret:${`cobble${number.toString(36)}`.padStart(idLength, "0")}`;

/** An id without what may stand before it. */
export const bareSecretId = (id: string): string => id.replace(/^secret:/, "").replace(/^.*\//, "");

/** The first id that is not among these. */
export const freeSecretId = (taken: ReadonlySet<string>): string => {
  let number = 1;
  while (taken.has(makeSecretId(number))) number++;
  return makeSecretId(number);
};

/** Fills in what a test did not say. */
export const completeSecrets = (inputs: readonly SecretInput[]): readonly SecretState[] => {
  const taken = new Set(inputs.flatMap(({ id }) => id ?? []));
  return inputs.map((input) => {
    const id = input.id ?? freeSecretId(taken);
    taken.add(id);
    const { trackedRevision = 1 } = input;
    const latestRevision = trackedRevision + (input.latestContent === undefined ? 0 : 1);
    return { latestContent: input.content, trackedRevision, latestRevision, grants: {}, ...input, id };
  });
};
