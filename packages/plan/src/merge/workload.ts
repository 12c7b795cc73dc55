import { defined } from "../defined.ts";
import type { Workload } from "../workload.ts";
import { joinMaps, pickText } from "./value.ts";

/**
 * Merges a workload over one of the same name: what `over` sets wins, environments are joined.
 * @source pebble 1.32, seen: plan of two layer files with workloads
 */
export const mergeWorkload = (base: Workload, over: Workload): Workload => ({
  ...base,
  environment: joinMaps(base.environment, over.environment),
  user: pickText(base.user, over.user),
  group: pickText(base.group, over.group),
  ...defined({ userId: over.userId, groupId: over.groupId }),
});
