import type { Check } from "../check.ts";
import { checkFields } from "../fields/check.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { logTargetFields } from "../fields/log-target.ts";
import { pairingFields } from "../fields/pairing.ts";
import { serviceFields } from "../fields/service.ts";
import { workloadFields } from "../fields/workload.ts";
import type { Layer, Pairing } from "../layer.ts";
import type { LogTarget } from "../log-target.ts";
import type { Plan } from "../plan.ts";
import type { Service } from "../service.ts";
import { type PlainMap, toData } from "./data.ts";
import { printedFields } from "./fields.ts";
import { type FieldValues, printDocument, record, sortedMap, text, type Value } from "./value.ts";

const section = <T>(map: ReadonlyMap<string, T>, fields: FieldSet<T>): Value | undefined =>
  map.size === 0 ? undefined : sortedMap(map, (entry) => record(printedFields(fields, entry)));

const pairingSection = (pairing: Pairing | undefined): Value | undefined =>
  pairing === undefined || pairing.mode === "" ? undefined : record(printedFields(pairingFields, pairing));

const sections = (plan: Omit<Layer, "order" | "label" | "summary" | "description">): FieldValues => [
  ["services", section(plan.services, serviceFields)],
  ["checks", section(plan.checks, checkFields)],
  ["log-targets", section(plan.logTargets, logTargetFields)],
  ["pairing", pairingSection(plan.pairing)],
  ["workloads", section(plan.workloads, workloadFields)],
];

const document = (fields: FieldValues): string => printDocument(record(fields));

const layerFields = (layer: Layer): FieldValues => [
  ["summary", text(layer.summary)],
  ["description", text(layer.description)],
  ...sections(layer),
];

/**
 * Prints a plan as the API answers it: YAML, indented by four, names sorted. An empty plan is `{}`.
 * @source pebble 1.32, cli-commands.md, plan; form seen: plan with all fields
 */
export const printPlan = (plan: Plan): string => document(sections(plan));

/** Prints a layer in the same form as a plan, its summary and description first; `parseLayer` reads it back. */
export const printLayer = (layer: Layer): string => document(layerFields(layer));

/** A plan as plain data: what `printPlan` prints, with durations as texts. */
export const planData = (plan: Pick<Plan, "services" | "checks" | "logTargets">): PlainMap =>
  toData(record(sections({ workloads: new Map(), ...plan })));

/** A layer as plain data: what `printLayer` prints, with durations as texts. */
export const layerData = (layer: Layer): PlainMap => toData(record(layerFields(layer)));

/** A service as plain data: what stands below its name in a layer. */
export const serviceData = (service: Service): PlainMap =>
  toData(record(printedFields(serviceFields, service)));

/** A check as plain data: what stands below its name in a layer. */
export const checkData = (check: Check): PlainMap => toData(record(printedFields(checkFields, check)));

/** A log target as plain data: what stands below its name in a layer. */
export const logTargetData = (target: LogTarget): PlainMap =>
  toData(record(printedFields(logTargetFields, target)));
