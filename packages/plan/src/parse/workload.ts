import { defined } from "../defined.ts";
import { emptyWorkload, type Workload } from "../workload.ts";
import type { AccountMessage } from "./check.ts";
import type { Entry, EntryReader } from "./section.ts";

const read = ({ name, fields, refuse }: Entry, accounts: AccountMessage): Workload => {
  const workload: Workload = {
    ...emptyWorkload(name),
    override: fields.text("override", "plan.Override"),
    environment: fields.textMap("environment"),
    user: fields.text("user"),
    group: fields.text("group"),
    ...defined({ userId: fields.integer("user-id"), groupId: fields.integer("group-id") }),
  };
  const account = accounts(workload);
  if (account !== undefined) {
    const at = fields.place(workload.user === "" ? "group" : "user");
    refuse({ rule: 2, at, message: `workload ${JSON.stringify(name)}: ${account}` });
  }
  return workload;
};

/**
 * Reads the section `workloads`.
 * @source pebble 1.32, seen: layer files with workloads; its documentation does not have them
 */
export const workloadReader = (accounts: AccountMessage): EntryReader<Workload> => ({
  type: "workloads.Workload",
  sectionType: "workloads.WorkloadsSection",
  rank: 3,
  nullMessage: (name) => `workload ${JSON.stringify(name)}: cannot have a null value`,
  nameMessage: (name) => (name === "" ? 'workload "": cannot have an empty name' : undefined),
  read: (entry) => read(entry, accounts),
});
