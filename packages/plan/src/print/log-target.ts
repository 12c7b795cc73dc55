import type { LogTarget } from "../log-target.ts";
import { type FieldValues, text, textMap } from "./value.ts";

/**
 * The fields of a log target as the plan prints them, in its order; `services` is there even when it is empty.
 * @source pebble 1.32, seen: plan with log targets
 */
export const logTargetFields = (target: LogTarget): FieldValues => [
  ["type", text(target.type)],
  ["location", text(target.location)],
  ["services", { kind: "list", items: target.services }],
  ["override", text(target.override)],
  ["labels", textMap(target.labels)],
];
