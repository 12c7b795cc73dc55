import type { CharmTypes } from "../charm-types.ts";
import type { Application } from "./application.ts";
import type { Unit } from "./unit.ts";

/** The values of the charm's options, by name; one that has neither a value nor a default is undefined. */
export type Config<T extends CharmTypes = CharmTypes> = Readonly<T["config"]>;

/** The charm's view of the world: its unit, its application, and what they are configured to do. */
export interface Model<T extends CharmTypes = CharmTypes> {
  /** The model's name; empty when the agent did not say. */
  readonly name: string;
  readonly uuid: string;
  readonly unit: Unit<T>;
  readonly app: Application;
  /** As it was when the hook started. */
  readonly config: Config<T>;
}
