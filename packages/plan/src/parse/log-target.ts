import { quoted } from "@cobble/wire";
import { logTargetFields } from "../fields/log-target.ts";
import { emptyLogTarget, type LogTarget } from "../log-target.ts";
import type { EntryReader, Refusal } from "./section.ts";

const refusals = ({ name, labels }: LogTarget): readonly Refusal[] =>
  [...labels.keys()]
    .filter((label) => label.startsWith("pebble_"))
    .map((label) => ({
      rule: 2,
      at: ["labels", label],
      message: `log target ${quoted(name)}: label ${quoted(label)} uses reserved prefix "pebble_"`,
    }));

/**
 * Reads the section `log-targets`.
 * @source pebble 1.32, layer-specification.md; sentences and their order seen: add of layers with faults
 */
export const logTargetReader: EntryReader<LogTarget> = {
  type: "plan.LogTarget",
  sectionType: "map[string]*plan.LogTarget",
  rank: 2,
  fields: logTargetFields,
  empty: emptyLogTarget,
  nullMessage: (name) => `log target object cannot be null for log target ${quoted(name)}`,
  wordMessage: (name, { word }) =>
    `log target ${quoted(name)} has unsupported type ${quoted(word)}, must be "loki", "opentelemetry" or "syslog"`,
  refusals,
};
