import type { UnitIdentity } from "../../juju/juju.ts";
import type { State } from "../../state/state.ts";
import type { TestEvent } from "../event.ts";

/** A state, an event and the unit that they are to be of. */
export interface Scene {
  readonly state: State;
  readonly event: TestEvent;
  readonly identity: UnitIdentity;
}

/** Finds what cannot be true of a scene, or is odd about it: a sentence each, which begins with the place in state or event. */
export type FindFaults = (scene: Scene) => readonly string[];
