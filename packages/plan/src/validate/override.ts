import { quoted } from "@cobble/wire";
import type { Layer } from "../layer.ts";
import { adviceFor } from "../parse/advice.ts";
import type { Complaint } from "./place.ts";

type Entries = ReadonlyMap<string, { readonly override: string }>;

const words = ["merge", "replace"] as const;

/** The reference's sentence for an entry that does not say, or says wrong, how it joins lower layers. */
const messageOf = (layer: Layer, noun: string, [name, override]: readonly [string, string]): string => {
  const entry = `${noun} ${quoted(name)}`;
  if (noun === "workload") {
    if (override === "") return `${entry}: must define an "override" policy`;
    return `${entry}: has an invalid "override" policy: ${quoted(override)}`;
  }
  const label = `layer ${quoted(layer.label)}`;
  return override === ""
    ? `${label} must define "override" for ${entry}`
    : `${label} has invalid "override" value for ${entry}`;
};

/**
 * Entries of a layer whose `override` is neither `merge` nor `replace`.
 * @source pebble 1.32, seen: add of layers without override
 */
export const overrideComplaints = (layer: Layer): readonly Complaint[] => {
  const sections: readonly (readonly [section: string, noun: string, entries: Entries])[] = [
    ["workloads", "workload", layer.workloads],
    ["services", "service", layer.services],
    ["checks", "check", layer.checks],
    ["log-targets", "log target", layer.logTargets],
  ];
  return sections.flatMap(([section, noun, entries]) =>
    [...entries].flatMap(([name, { override }]): readonly Complaint[] => {
      if (words.some((word) => word === override)) return [];
      const message = messageOf(layer, noun, [name, override]);
      const at = [section, name, "override"];
      if (override === "") return [{ message, at, ofAbsence: true, advice: { hint: "merge or replace" } }];
      return [{ message, at, advice: adviceFor({ word: override, known: words }, message) }];
    }),
  );
};
