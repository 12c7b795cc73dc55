import { defined } from "../defined.ts";
import type { Service } from "../service.ts";
import { joinLists, joinMaps, pickText } from "./value.ts";

/**
 * Merges a service over one of the same name: what `over` sets wins, lists are appended, maps joined. `override` stays
 * that of the lower one.
 * @source pebble 1.32, use-layers.md; details seen: plan of two layers
 */
export const mergeService = (base: Service, over: Service): Service => ({
  ...base,
  summary: pickText(base.summary, over.summary),
  description: pickText(base.description, over.description),
  startup: pickText(base.startup, over.startup),
  command: pickText(base.command, over.command),
  after: joinLists(base.after, over.after),
  before: joinLists(base.before, over.before),
  requires: joinLists(base.requires, over.requires),
  environment: joinMaps(base.environment, over.environment),
  user: pickText(base.user, over.user),
  group: pickText(base.group, over.group),
  workingDir: pickText(base.workingDir, over.workingDir),
  workload: pickText(base.workload, over.workload),
  onSuccess: pickText(base.onSuccess, over.onSuccess),
  onFailure: pickText(base.onFailure, over.onFailure),
  onCheckFailure: joinMaps(base.onCheckFailure, over.onCheckFailure),
  ...defined({
    userId: over.userId,
    groupId: over.groupId,
    backoffDelayMs: over.backoffDelayMs,
    backoffFactor: over.backoffFactor,
    backoffLimitMs: over.backoffLimitMs,
    killDelayMs: over.killDelayMs,
  }),
});
