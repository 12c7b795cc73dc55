import type { Charmcraft, ConfigValue } from "@cobble/plan";
import type { UnitFacts } from "../unit/facts.ts";
import type { RemoteApp, UnitRelation } from "../unit/relations.ts";
import type { Hook } from "./hook.ts";

/** What an action has said so far of how it went. */
export interface ActionOutcome {
  /** Results by dotted key. */
  readonly results: ReadonlyMap<string, string>;
  /** Present when the action said that it failed. */
  readonly failure?: string;
}

/** What is known of the unit beside what its charm says; none of it changes while the pod is up. */
export interface UnitPlace {
  readonly charm: Pick<Charmcraft, "name" | "relations" | "storages" | "resources" | "extraBindings">;
  readonly modelUuid: string;
  /** Holds a folder `<name>/<index>` for each storage. */
  readonly storageDir: string;
  /** The file of each resource that `pod.yaml` gives. */
  readonly resources: ReadonlyMap<string, string>;
  /** The applications at the other ends of relations that `pod.yaml` gives, by endpoint. */
  readonly remotes: ReadonlyMap<string, RemoteApp>;
}

/** What the hook tools of one run of a hook read and change. Dropped when the hook fails. */
export interface HookContext {
  readonly hook: Hook;
  readonly unitName: string;
  /** Every config option, with its value or `undefined` when it has none. */
  readonly config: ReadonlyMap<string, ConfigValue | undefined>;
  readonly facts: UnitFacts;
  readonly outcome: ActionOutcome;
  readonly relations: readonly UnitRelation[];
  readonly place: UnitPlace;
}

/** Something a hook said that does not wait for the hook to succeed. */
export type Said =
  | { readonly type: "log"; readonly level: string; readonly message: string }
  | { readonly type: "action-log"; readonly message: string };

/** An action that has said nothing. */
export const noOutcome: ActionOutcome = { results: new Map() };
