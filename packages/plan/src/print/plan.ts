import type { Layer } from "../layer.ts";
import type { Plan } from "../plan.ts";
import { checkFields } from "./check.ts";
import { logTargetFields } from "./log-target.ts";
import { serviceFields } from "./service.ts";
import { type FieldValues, printDocument, record, sortedMap, text, type Value } from "./value.ts";
import { workloadFields } from "./workload.ts";

const section = <T>(map: ReadonlyMap<string, T>, fieldsOf: (entry: T) => FieldValues): Value | undefined =>
  map.size === 0 ? undefined : sortedMap(map, (entry) => record(fieldsOf(entry)));

const sections = (plan: Omit<Layer, "order" | "label" | "summary" | "description">): FieldValues => {
  const mode = text(plan.pairing?.mode ?? "");
  return [
    ["services", section(plan.services, serviceFields)],
    ["checks", section(plan.checks, checkFields)],
    ["log-targets", section(plan.logTargets, logTargetFields)],
    ["pairing", mode && record([["mode", mode]])],
    ["workloads", section(plan.workloads, workloadFields)],
  ];
};

const document = (fields: FieldValues): string =>
  printDocument({
    kind: "map",
    entries: fields.flatMap(([key, value]) => (value ? [[key, value] as const] : [])),
  });

/**
 * Prints a plan as the API answers it: YAML, indented by four, names sorted. An empty plan is `{}`.
 * @source pebble 1.32, cli-commands.md, plan; form seen: plan with all fields
 */
export const printPlan = (plan: Plan): string => document(sections(plan));

/** Prints a layer in the same form as a plan, its summary and description first; `parseLayer` reads it back. */
export const printLayer = (layer: Layer): string =>
  document([["summary", text(layer.summary)], ["description", text(layer.description)], ...sections(layer)]);
