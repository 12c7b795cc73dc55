import type { Workload } from "../workload.ts";
import { accountFields, environmentField } from "./account.ts";
import { type FieldSet, fieldSet } from "./field-set.ts";
import { overrideField } from "./kinds.ts";

/**
 * The fields of a workload.
 * @source pebble 1.32, seen: plan with workloads
 */
export const workloadFields: FieldSet<Workload> = fieldSet<Workload>({
  override: overrideField,
  environment: environmentField("Variables for the services of the workload."),
  ...accountFields("a service of the workload"),
});
