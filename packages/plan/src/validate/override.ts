import type { Fault } from "../errors.ts";
import type { Layer } from "../layer.ts";
import { type Complaint, faultsIn } from "./place.ts";

type Entries = ReadonlyMap<string, { readonly override: string }>;

const isKnown = (override: string): boolean => override === "merge" || override === "replace";

/** The reference's sentence for an entry that does not say, or says wrong, how it joins lower layers. */
const messageOf = (layer: Layer, noun: string, [name, override]: readonly [string, string]): string => {
  const entry = `${noun} ${JSON.stringify(name)}`;
  if (noun === "workload") {
    if (override === "") return `${entry}: must define an "override" policy`;
    return `${entry}: has an invalid "override" policy: ${JSON.stringify(override)}`;
  }
  const label = `layer ${JSON.stringify(layer.label)}`;
  return override === ""
    ? `${label} must define "override" for ${entry}`
    : `${label} has invalid "override" value for ${entry}`;
};

/**
 * Entries of a layer whose `override` is neither `merge` nor `replace`.
 * @source pebble 1.32, seen: add of layers without override
 */
export const overrideFaults = (layer: Layer): readonly Fault[] => {
  const sections: readonly (readonly [section: string, noun: string, entries: Entries])[] = [
    ["workloads", "workload", layer.workloads],
    ["services", "service", layer.services],
    ["checks", "check", layer.checks],
    ["log-targets", "log target", layer.logTargets],
  ];
  const complaints: readonly Complaint[] = sections.flatMap(([section, noun, entries]) =>
    [...entries].flatMap(([name, { override }]) => {
      if (isKnown(override)) return [];
      return [{ message: messageOf(layer, noun, [name, override]), at: [section, name, "override"] }];
    }),
  );
  return faultsIn([layer], complaints);
};
