import { equalService, type Service as ServiceDefinition, serviceData } from "@cobble/plan";
import type { ServiceDict } from "./layer-dict.ts";

/** A service as a layer or plan defines it. */
export interface Service extends ServiceDefinition {
  /** Whether both mean the same: every field is equal, in whatever order maps were written. */
  equals(other: ServiceDefinition): boolean;
  /** As it is written in a layer, below its name; what is not set is left out. */
  toDict(): ServiceDict;
}

/** Makes a service comparable. */
export const comparableService = (definition: ServiceDefinition): Service => ({
  ...definition,
  equals: (other) => equalService(definition, other),
  // The fields that a service is printed by are those of the dict.
  toDict: () => serviceData(definition) as unknown as ServiceDict,
});
