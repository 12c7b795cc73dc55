import type { LogTarget } from "../log-target.ts";
import { joinLists, joinMaps, pickText } from "./value.ts";

/**
 * Merges a log target over one of the same name: what `over` sets wins, services are appended, labels joined.
 * @source pebble 1.32, use-layers.md; details seen: plan of two layers
 */
export const mergeLogTarget = (base: LogTarget, over: LogTarget): LogTarget => ({
  ...base,
  type: pickText(base.type, over.type),
  location: pickText(base.location, over.location),
  services: joinLists(base.services, over.services),
  labels: joinMaps(base.labels, over.labels),
});
