import { equalLogTarget, type LogTarget as LogTargetDefinition, logTargetData } from "@cobble/plan";
import type { LogTargetDict } from "./layer-dict.ts";

/** A log target as a layer or plan defines it. */
export interface LogTarget extends LogTargetDefinition {
  /** Whether both mean the same: every field is equal, in whatever order maps were written. */
  equals(other: LogTargetDefinition): boolean;
  /** As it is written in a layer, below its name; what is not set is left out. */
  toDict(): LogTargetDict;
}

/** Makes a log target comparable. */
export const comparableLogTarget = (definition: LogTargetDefinition): LogTarget => ({
  ...definition,
  equals: (other) => equalLogTarget(definition, other),
  // The fields that a log target is printed by are those of the dict.
  toDict: () => logTargetData(definition) as unknown as LogTargetDict,
});
