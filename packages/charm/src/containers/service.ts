import { equalService, type Service as ServiceDefinition } from "@cobble/plan";

/** A service as a layer or plan defines it. */
export interface Service extends ServiceDefinition {
  /** Whether both mean the same: every field is equal, in whatever order maps were written. */
  equals(other: ServiceDefinition): boolean;
}

/** Makes a service comparable. */
export const comparableService = (definition: ServiceDefinition): Service => ({
  ...definition,
  equals: (other) => equalService(definition, other),
});
