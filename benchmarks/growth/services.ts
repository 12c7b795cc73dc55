import { measureRunningServices } from "../running-services.ts";
import type { Growing } from "./growing.ts";

/** Services that run. */
export const services: Growing = {
  noun: "services",
  // With the usual limit of 20,000 descriptors, three of which a service needs, 10,000 cannot run.
  counts: [10, 100, 1000, 5000],
  about: "services that sleep: started as one change, left alone, replanned without a change, and stopped",
  measure: measureRunningServices,
};
