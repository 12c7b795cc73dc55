import { type Check as CheckDefinition, equalCheck } from "@cobble/plan";

/** A check as a layer or plan defines it; how it is at the moment is a `CheckInfo`. */
export interface Check extends CheckDefinition {
  /** Whether both mean the same: every field is equal, in whatever order maps were written. */
  equals(other: CheckDefinition): boolean;
}

/** Makes a check comparable. */
export const comparableCheck = (definition: CheckDefinition): Check => ({
  ...definition,
  equals: (other) => equalCheck(definition, other),
});
