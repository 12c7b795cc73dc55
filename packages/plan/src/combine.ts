import type { Check } from "./check.ts";
import { completeChecks } from "./complete-checks.ts";
import { PlanError } from "./errors.ts";
import { checkFields } from "./fields/check.ts";
import type { FieldSet } from "./fields/field-set.ts";
import { logTargetFields } from "./fields/log-target.ts";
import { pairingFields } from "./fields/pairing.ts";
import { serviceFields } from "./fields/service.ts";
import { workloadFields } from "./fields/workload.ts";
import { sortedEntries } from "./key-order.ts";
import type { Layer, Pairing } from "./layer.ts";
import type { LogTarget } from "./log-target.ts";
import { mergeFields } from "./merge/fields.ts";
import { pickText } from "./merge/value.ts";
import type { AccountMessage } from "./parse/account.ts";
import type { Plan } from "./plan.ts";
import type { Service } from "./service.ts";
import { planFaults } from "./validate/plan.ts";
import type { Workload } from "./workload.ts";

/** Puts the entries of `over` over those in `merged`: each replaces the one of its name, or is merged with it. */
const putOver = <T extends { readonly override: string }>(
  merged: Map<string, T>,
  over: ReadonlyMap<string, T>,
  fields: FieldSet<T>,
): ReadonlyMap<string, T> => {
  for (const [name, entry] of over) {
    const below = merged.get(name);
    const isMerged = below !== undefined && entry.override === "merge";
    merged.set(name, isMerged ? mergeFields(fields, below, entry) : entry);
  }
  return merged;
};

const mergeEntries = <T extends { readonly override: string }>(
  base: ReadonlyMap<string, T>,
  over: ReadonlyMap<string, T>,
  fields: FieldSet<T>,
): ReadonlyMap<string, T> => (over.size === 0 ? base : putOver(new Map(base), over, fields));

const mergePairing = (base: Pairing | undefined, over: Pairing | undefined): Pairing | undefined =>
  base !== undefined && over !== undefined ? mergeFields(pairingFields, base, over) : (over ?? base);

/**
 * Merges a layer over another: one layer that does what both do one after the other. Label and order are those of `base`.
 * What `override` says is taken as it is: anything but `merge` replaces.
 */
export const mergeLayer = (base: Layer, over: Layer): Layer => {
  const pairing = mergePairing(base.pairing, over.pairing);
  const source = over.source ?? base.source;
  return {
    ...base,
    summary: pickText(base.summary, over.summary),
    description: pickText(base.description, over.description),
    services: mergeEntries(base.services, over.services, serviceFields),
    checks: mergeEntries(base.checks, over.checks, checkFields),
    logTargets: mergeEntries(base.logTargets, over.logTargets, logTargetFields),
    workloads: mergeEntries(base.workloads, over.workloads, workloadFields),
    ...(pairing === undefined ? {} : { pairing }),
    ...(source === undefined ? {} : { source }),
  };
};

const sorted = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> => new Map(sortedEntries(map));

/** Puts layers, lowest first, together without asking whether they make a plan that can be used. */
export const joinLayers = (layers: readonly Layer[]): Plan => {
  const services = new Map<string, Service>();
  const checks = new Map<string, Check>();
  const logTargets = new Map<string, LogTarget>();
  const workloads = new Map<string, Workload>();
  let pairing: Pairing | undefined;
  for (const layer of layers) {
    putOver(services, layer.services, serviceFields);
    putOver(checks, layer.checks, checkFields);
    putOver(logTargets, layer.logTargets, logTargetFields);
    putOver(workloads, layer.workloads, workloadFields);
    pairing = mergePairing(pairing, layer.pairing);
  }
  return {
    services: sorted(services),
    checks: sorted(completeChecks(checks)),
    logTargets: sorted(logTargets),
    pairing: pairing ?? { mode: "" },
    workloads: sorted(workloads),
  };
};

/** What layers do not say themselves. */
export interface CombineOptions {
  /** Looks up the accounts of workloads; without it every account is taken to exist. */
  readonly accountMessage?: AccountMessage;
}

/**
 * Combines layers, lowest first, into a plan, and checks that it is complete.
 * @throws {PlanError} when it is not: an entry does not say how it overrides, a service has no command, a check not
 * exactly one way to check, a name is not known, or services cannot be put in order; the error has all faults, each at
 * its place in the uppermost layer that speaks of it
 * @source pebble 1.32, use-layers.md; sentences seen: add of such layers
 */
export const combineLayers = (layers: readonly Layer[], options: CombineOptions = {}): Plan => {
  const plan = joinLayers(layers);
  const [fault, ...faults] = planFaults(plan, layers, options.accountMessage);
  if (fault !== undefined) throw new PlanError([fault, ...faults]);
  return plan;
};
