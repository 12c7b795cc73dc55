import type { Sequence, SequenceHook } from "../sequence.ts";

/** A sequence that both languages run. */
export interface SequenceCase extends Sequence {
  /** What is the same in both, as a sentence goes on after "does the same". */
  readonly title: string;
  /** Why ours is not the same, where it is not: it stands in docs/explanation/events-of-a-charm.md, too. */
  readonly differs?: string;
}

/** What the agent says of events of the relation that every script has. */
export const db: Readonly<Record<string, string>> = {
  JUJU_RELATION: "db",
  JUJU_RELATION_ID: "db:3",
  JUJU_REMOTE_APP: "postgres",
};

/** The same, of one remote unit. */
export const dbUnit = (unit = "postgres/0"): Readonly<Record<string, string>> => ({
  ...db,
  JUJU_REMOTE_UNIT: unit,
});

/** Hooks by their names, without anything special. */
export const hooks = (...names: readonly string[]): readonly SequenceHook[] =>
  names.map((name) => ({ path: `hooks/${name}` }));
