import { equalLogTarget, type LogTarget as LogTargetDefinition } from "@cobble/plan";

/** A log target as a layer or plan defines it. */
export interface LogTarget extends LogTargetDefinition {
  /** Whether both mean the same: every field is equal, in whatever order maps were written. */
  equals(other: LogTargetDefinition): boolean;
}

/** Makes a log target comparable. */
export const comparableLogTarget = (definition: LogTargetDefinition): LogTarget => ({
  ...definition,
  equals: (other) => equalLogTarget(definition, other),
});
