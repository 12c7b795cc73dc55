import type { Check } from "./check.ts";
import { checkFields } from "./fields/check.ts";
import type { FieldSet } from "./fields/field-set.ts";
import { logTargetFields } from "./fields/log-target.ts";
import { serviceFields } from "./fields/service.ts";
import type { Layer } from "./layer.ts";
import type { LogTarget } from "./log-target.ts";
import { emptyPlan, type Plan } from "./plan.ts";
import { printedFields } from "./print/fields.ts";
import { printLayer, printPlan } from "./print/plan.ts";
import { printField } from "./print/value.ts";
import type { Service } from "./service.ts";

/** Fields whose printed forms differ: what would print alike is equal. */
const differing = <T>(fields: FieldSet<T>, a: T, b: T): string[] => {
  if (a === b) return [];
  const others = printedFields(fields, b);
  return printedFields(fields, a).flatMap(([key, value], i) =>
    printField(value) === printField(others[i]?.[1]) ? [] : [key],
  );
};

/**
 * The fields in which two services differ, by the names they have in a layer, in the order they print. Names of services
 * themselves, and the order of maps, do not count; the order of lists does.
 */
export const changedServiceFields = (a: Service, b: Service): string[] => differing(serviceFields, a, b);

/** {@link changedServiceFields} for checks; `http`, `tcp` and `exec` count as one field each. */
export const changedCheckFields = (a: Check, b: Check): string[] => differing(checkFields, a, b);

/** {@link changedServiceFields} for log targets. */
export const changedLogTargetFields = (a: LogTarget, b: LogTarget): string[] =>
  differing(logTargetFields, a, b);

/** Whether two services have the same name and all fields in common; what replan compares. */
export const equalService = (a: Service, b: Service): boolean =>
  a.name === b.name && changedServiceFields(a, b).length === 0;

/** Whether two checks have the same name and all fields in common. */
export const equalCheck = (a: Check, b: Check): boolean =>
  a.name === b.name && changedCheckFields(a, b).length === 0;

/** Whether two log targets have the same name and all fields in common. */
export const equalLogTarget = (a: LogTarget, b: LogTarget): boolean =>
  a.name === b.name && changedLogTargetFields(a, b).length === 0;

/** Whether two plans have the same workloads, all fields alike. */
export const equalWorkloads = (a: Plan, b: Plan): boolean => {
  const print = ({ workloads }: Plan): string => printPlan({ ...emptyPlan, workloads });
  return a.workloads === b.workloads || print(a) === print(b);
};

/** Whether two plans print alike. */
export const equalPlan = (a: Plan, b: Plan): boolean => a === b || printPlan(a) === printPlan(b);

/** Whether two layers print alike; their labels and orders do not count. */
export const equalLayer = (a: Layer, b: Layer): boolean => a === b || printLayer(a) === printLayer(b);
