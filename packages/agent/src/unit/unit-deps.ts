import type { ConfigValue } from "@cobble/plan";
import type { UnitPlace } from "../hooks/context.ts";
import type { HookRunnerDeps } from "../hooks/runner.ts";
import type { UnitState } from "./state.ts";

/** What a unit needs from outside. */
export interface UnitDeps extends Omit<HookRunnerDeps, "sayOfAction"> {
  readonly save: (state: UnitState) => void;
  /** Every option with the value that counts now. */
  readonly config: () => ReadonlyMap<string, ConfigValue | undefined>;
  /** What is known of the unit beside what its charm says. */
  readonly place: UnitPlace;
  /** Makes the folder of a storage, if it is not there. */
  readonly makeStorage: (location: string) => void;
  /** Whether all that the charm waits for at the start has come. */
  readonly isSettled: () => boolean;
}
