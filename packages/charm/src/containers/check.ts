import { type Check as CheckDefinition, checkData, equalCheck } from "@cobble/plan";
import type { CheckDict } from "./layer-dict.ts";

/** A check as a layer or plan defines it; how it is at the moment is a `CheckInfo`. */
export interface Check extends CheckDefinition {
  /** Whether both mean the same: every field is equal, in whatever order maps were written. */
  equals(other: CheckDefinition): boolean;
  /** As it is written in a layer, below its name; what is not set is left out. */
  toDict(): CheckDict;
}

/** Makes a check comparable. */
export const comparableCheck = (definition: CheckDefinition): Check => ({
  ...definition,
  equals: (other) => equalCheck(definition, other),
  // The fields that a check is printed by are those of the dict.
  toDict: () => checkData(definition) as unknown as CheckDict,
});
