import type { Check } from "./check.ts";
import type { Layer } from "./layer.ts";
import type { LogTarget } from "./log-target.ts";
import type { Plan } from "./plan.ts";
import { checkFields } from "./print/check.ts";
import { logTargetFields } from "./print/log-target.ts";
import { printLayer, printPlan } from "./print/plan.ts";
import { serviceFields } from "./print/service.ts";
import { type FieldValues, printField } from "./print/value.ts";
import type { Service } from "./service.ts";

/** Fields whose printed forms differ: what would print alike is equal. */
const differing = (a: FieldValues, b: FieldValues): string[] =>
  a.flatMap(([key, value], i) => (printField(value) === printField(b[i]?.[1]) ? [] : [key]));

/**
 * The fields in which two services differ, by the names they have in a layer, in the order they print. Names of services
 * themselves, and the order of maps, do not count; the order of lists does.
 */
export const changedServiceFields = (a: Service, b: Service): string[] =>
  a === b ? [] : differing(serviceFields(a), serviceFields(b));

/** {@link changedServiceFields} for checks; `http`, `tcp` and `exec` count as one field each. */
export const changedCheckFields = (a: Check, b: Check): string[] =>
  a === b ? [] : differing(checkFields(a), checkFields(b));

/** {@link changedServiceFields} for log targets. */
export const changedLogTargetFields = (a: LogTarget, b: LogTarget): string[] =>
  a === b ? [] : differing(logTargetFields(a), logTargetFields(b));

/** Whether two services have the same name and all fields in common; what replan compares. */
export const equalService = (a: Service, b: Service): boolean =>
  a.name === b.name && changedServiceFields(a, b).length === 0;

/** Whether two checks have the same name and all fields in common. */
export const equalCheck = (a: Check, b: Check): boolean =>
  a.name === b.name && changedCheckFields(a, b).length === 0;

/** Whether two log targets have the same name and all fields in common. */
export const equalLogTarget = (a: LogTarget, b: LogTarget): boolean =>
  a.name === b.name && changedLogTargetFields(a, b).length === 0;

/** Whether two plans print alike. */
export const equalPlan = (a: Plan, b: Plan): boolean => a === b || printPlan(a) === printPlan(b);

/** Whether two layers print alike; their labels and orders do not count. */
export const equalLayer = (a: Layer, b: Layer): boolean => a === b || printLayer(a) === printLayer(b);
