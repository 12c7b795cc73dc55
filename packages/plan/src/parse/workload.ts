import { quoted } from "@cobble/wire";
import { workloadFields } from "../fields/workload.ts";
import { emptyWorkload, type Workload } from "../workload.ts";
import type { EntryReader } from "./section.ts";

/**
 * Reads the section `workloads`.
 * @source pebble 1.32, seen: layer files with workloads; its documentation does not have them
 */
export const workloadReader: EntryReader<Workload> = {
  type: "workloads.Workload",
  sectionType: "workloads.WorkloadsSection",
  rank: 3,
  fields: workloadFields,
  empty: emptyWorkload,
  nullMessage: (name) => `workload ${quoted(name)}: cannot have a null value`,
  nameMessage: (name) => (name === "" ? 'workload "": cannot have an empty name' : undefined),
  // Layers may set a user in parts: whether it exists is asked of the plan.
  refusals: () => [],
};
