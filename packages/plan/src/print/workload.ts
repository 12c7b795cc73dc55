import type { Workload } from "../workload.ts";
import { type FieldValues, text, textMap, word } from "./value.ts";

/**
 * The fields of a workload as the plan prints them, in its order.
 * @source pebble 1.32, seen: plan with workloads
 */
export const workloadFields = (workload: Workload): FieldValues => [
  ["override", text(workload.override)],
  ["environment", textMap(workload.environment)],
  ["user-id", word(workload.userId?.toString())],
  ["user", text(workload.user)],
  ["group-id", word(workload.groupId?.toString())],
  ["group", text(workload.group)],
];
