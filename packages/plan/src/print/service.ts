import { formatDurationMs } from "@cobble/wire";
import type { Service } from "../service.ts";
import { printNumber } from "./number.ts";
import { type FieldValues, list, text, textMap, word } from "./value.ts";

const duration = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : formatDurationMs(ms);

/**
 * The fields of a service as the plan prints them, in its order.
 * @source pebble 1.32, seen: plan with all fields
 */
export const serviceFields = (service: Service): FieldValues => [
  ["summary", text(service.summary)],
  ["description", text(service.description)],
  ["startup", text(service.startup)],
  ["override", text(service.override)],
  ["command", text(service.command)],
  ["after", list(service.after)],
  ["before", list(service.before)],
  ["requires", list(service.requires)],
  ["environment", textMap(service.environment)],
  ["user-id", word(service.userId?.toString())],
  ["user", text(service.user)],
  ["group-id", word(service.groupId?.toString())],
  ["group", text(service.group)],
  ["working-dir", text(service.workingDir)],
  ["workload", text(service.workload)],
  ["on-success", text(service.onSuccess)],
  ["on-failure", text(service.onFailure)],
  ["on-check-failure", textMap(service.onCheckFailure)],
  ["backoff-delay", word(duration(service.backoffDelayMs))],
  [
    "backoff-factor",
    word(service.backoffFactor === undefined ? undefined : printNumber(service.backoffFactor)),
  ],
  ["backoff-limit", word(duration(service.backoffLimitMs))],
  ["kill-delay", word(duration(service.killDelayMs))],
];
