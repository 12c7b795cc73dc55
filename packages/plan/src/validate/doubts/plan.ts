import type { Layer } from "../../layer.ts";
import type { AccountMessage } from "../../parse/account.ts";
import type { Plan } from "../../plan.ts";
import { createNearName } from "../near-name.ts";
import type { Complaint } from "../place.ts";
import { checkDoubts } from "./check.ts";
import { logTargetDoubts } from "./log-target.ts";
import { accountDoubts, serviceDoubts } from "./service.ts";

/**
 * What a plan may say, as far as the reference goes, and surely does not mean: words that count as others, names of nothing,
 * values that cannot work.
 * @source pebble 1.32, seen: add of layers with each of these, all accepted
 */
export const planDoubts = (plan: Plan, lookUp?: AccountMessage): readonly Complaint[] => {
  const known = {
    plan,
    nearService: createNearName(plan.services),
    nearCheck: createNearName(plan.checks),
  };
  return [
    ...[...plan.services.values()].flatMap((service) => [
      ...serviceDoubts(service, known),
      ...accountDoubts(service, lookUp),
    ]),
    ...[...plan.checks.values()].flatMap(checkDoubts),
    ...[...plan.logTargets.values()].flatMap(logTargetDoubts),
  ];
};

type Section = (layer: Layer) => ReadonlyMap<string, { readonly override: string }>;

const sections: Readonly<Record<string, Section>> = {
  services: ({ services }) => services,
  checks: ({ checks }) => checks,
  "log-targets": ({ logTargets }) => logTargets,
  workloads: ({ workloads }) => workloads,
};

/**
 * Entries of `layer` that are to be merged over nothing, where a lower layer has a name that is nearly theirs. Without one
 * it is no doubt: layers are often written to work alone and over others.
 */
export const mergeDoubts = (layer: Layer, below: readonly Layer[]): readonly Complaint[] =>
  Object.entries(sections).flatMap(([section, entriesOf]) => {
    const lower = new Map(below.flatMap((other) => [...entriesOf(other)]));
    const near = createNearName(lower);
    return [...entriesOf(layer)].flatMap(([name, { override }]): readonly Complaint[] => {
      if (override !== "merge" || lower.has(name)) return [];
      const advice = near(name);
      if (advice.suggestion === undefined) return [];
      const message = `no lower layer has ${JSON.stringify(name)} in its ${section}, which it would be merged over`;
      return [{ message, at: [section, name], advice }];
    });
  });
