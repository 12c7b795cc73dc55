import { emptyLogTarget, type LogTarget } from "../log-target.ts";
import type { Entry, EntryReader } from "./section.ts";

const types = ["loki", "opentelemetry", "syslog"] as const;

const readType = (entry: Entry): LogTarget["type"] => {
  const text = entry.fields.text("type", "plan.LogTargetType");
  const known = types.find((type) => type === text);
  if (known !== undefined || text === "") return known ?? "";
  const name = JSON.stringify(entry.name);
  const message = `log target ${name} has unsupported type ${JSON.stringify(text)}, must be "loki", "opentelemetry" or "syslog"`;
  entry.refuse({ rule: 3, at: entry.fields.place("type"), message });
  return "";
};

const readLabels = (entry: Entry): ReadonlyMap<string, string> => {
  const labels = entry.fields.textMap("labels");
  const at = entry.fields.place("labels");
  for (const label of labels.keys()) {
    if (!label.startsWith("pebble_")) continue;
    const message = `log target ${JSON.stringify(entry.name)}: label ${JSON.stringify(label)} uses reserved prefix "pebble_"`;
    entry.refuse({ rule: 2, at: { ...at, path: `${at.path}.${label}` }, message });
  }
  return labels;
};

const read = (entry: Entry): LogTarget => ({
  ...emptyLogTarget(entry.name),
  type: readType(entry),
  location: entry.fields.text("location"),
  services: entry.fields.texts("services"),
  override: entry.fields.text("override", "plan.Override"),
  labels: readLabels(entry),
});

/**
 * Reads the section `log-targets`.
 * @source pebble 1.32, layer-specification.md; sentences and their order seen: add of layers with faults
 */
export const logTargetReader: EntryReader<LogTarget> = {
  type: "plan.LogTarget",
  sectionType: "map[string]*plan.LogTarget",
  rank: 2,
  nullMessage: (name) => `log target object cannot be null for log target ${JSON.stringify(name)}`,
  read,
};
