import { workloadFields } from "../fields/workload.ts";
import { emptyWorkload, type Workload } from "../workload.ts";
import type { AccountMessage } from "./account.ts";
import type { EntryReader, Refusal } from "./section.ts";

const refusals = (workload: Workload, accounts: AccountMessage): readonly Refusal[] => {
  const account = accounts(workload);
  if (account === undefined) return [];
  const message = `workload ${JSON.stringify(workload.name)}: ${account}`;
  return [{ rule: 2, at: [workload.user === "" ? "group" : "user"], message }];
};

/**
 * Reads the section `workloads`.
 * @source pebble 1.32, seen: layer files with workloads; its documentation does not have them
 */
export const workloadReader = (accounts: AccountMessage): EntryReader<Workload> => ({
  type: "workloads.Workload",
  sectionType: "workloads.WorkloadsSection",
  rank: 3,
  fields: workloadFields,
  empty: emptyWorkload,
  nullMessage: (name) => `workload ${JSON.stringify(name)}: cannot have a null value`,
  nameMessage: (name) => (name === "" ? 'workload "": cannot have an empty name' : undefined),
  refusals: (workload) => refusals(workload, accounts),
});
