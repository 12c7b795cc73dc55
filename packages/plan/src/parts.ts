import { checkFields } from "./fields/check.ts";
import type { FieldSet } from "./fields/field-set.ts";
import { logTargetFields } from "./fields/log-target.ts";
import { serviceFields } from "./fields/service.ts";
import { workloadFields } from "./fields/workload.ts";
import type { Layer } from "./layer.ts";
import { printedFields } from "./print/fields.ts";
import type { Value } from "./print/value.ts";

/** The layers that were combined into one, lowest first; the layer itself when it was not combined. */
export const partsOf = (layer: Layer): readonly Layer[] => layer.parts ?? [layer];

/** Whether a value that is put over another leaves nothing of it to be seen. */
const hidesValue = (over: Value | undefined, base: Value): boolean => {
  if (over === undefined) return false;
  if (base.kind === "list")
    return over.kind === "list" && base.items.every((item) => over.items.includes(item));
  if (base.kind !== "map") return true;
  const entries = new Map(over.kind === "map" ? over.entries : []);
  return base.entries.every(([key, value]) => hidesValue(entries.get(key), value));
};

interface Overriding {
  readonly override: string;
}

const hidesEntry = <T extends Overriding>(fields: FieldSet<T>, over: T, base: T): boolean => {
  if (over.override !== "merge") return true;
  // What a merged entry says of its own override is that of the lowest layer.
  if (base.override !== "merge") return false;
  const values = new Map(printedFields(fields, over));
  return printedFields(fields, base).every(
    ([key, value]) => value === undefined || hidesValue(values.get(key), value),
  );
};

const hidesSection = <T extends Overriding>(
  fields: FieldSet<T>,
  over: ReadonlyMap<string, T>,
  base: ReadonlyMap<string, T>,
): boolean =>
  [...base].every(([name, entry]) => {
    const above = over.get(name);
    return above !== undefined && hidesEntry(fields, above, entry);
  });

const hides = (over: Layer, base: Layer): boolean =>
  hidesSection(serviceFields, over.services, base.services) &&
  hidesSection(checkFields, over.checks, base.checks) &&
  hidesSection(logTargetFields, over.logTargets, base.logTargets) &&
  hidesSection(workloadFields, over.workloads, base.workloads);

/**
 * The parts of a layer after another is combined with it. Parts of which nothing is left to be seen are forgotten: a
 * program may combine the same label with the same entries for ever.
 */
export const joinParts = (base: Layer, over: Layer): readonly Layer[] => [
  ...partsOf(base).filter((part) => !hides(over, part)),
  over,
];
