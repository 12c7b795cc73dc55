import { quoted } from "@cobble/wire";
import { mergeLayer } from "./combine.ts";
import { completeChecks } from "./complete-checks.ts";
import { LabelError, PlanError } from "./errors.ts";
import type { Layer } from "./layer.ts";
import { joinParts } from "./parts.ts";
import { overrideComplaints } from "./validate/override.ts";
import { faultsIn } from "./validate/place.ts";

/** How a layer joins those that are there. */
export interface AddOptions {
  /** Merge it into the layer of the same label, if there is one; default false, which makes that an error. */
  readonly combine?: boolean;
  /** Let it come before layers that are there, behind the last of its directory; default false. */
  readonly inner?: boolean;
}

/** Whether a label is one that the supervisor keeps for itself. */
export const isReservedLabel = (label: string): boolean => label.startsWith("pebble-");

/** The error of such a label. */
export const reservedLabelError = (): LabelError =>
  new LabelError("label-reserved", 'cannot use reserved label prefix "pebble-"');

/**
 * Refuses labels that the supervisor keeps for itself.
 * @throws {LabelError} of kind `label-reserved`
 */
export const refuseReservedLabel = (label: string): void => {
  if (isReservedLabel(label)) throw reservedLabelError();
};

/** What stands before the first slash of a label: a layer `a` and a layer `a/b` are of one directory. */
const directoryOf = (label: string): string => label.split("/", 1)[0] ?? "";

const merge = (layers: readonly Layer[], at: number, layer: Layer): Layer[] => {
  const [fault, ...faults] = faultsIn([layer], overrideComplaints(layer));
  if (fault !== undefined) throw new PlanError([fault, ...faults]);
  return layers.map((below, i) => {
    if (i !== at) return below;
    const merged = mergeLayer(below, layer);
    // As the reference has it: what the lower layers say of a threshold does not count any more.
    return { ...merged, checks: completeChecks(merged.checks), parts: joinParts(below, layer) };
  });
};

const insert = (layers: readonly Layer[], layer: Layer, { inner = false }: AddOptions): Layer[] => {
  const last = layers.findLastIndex((other) => directoryOf(other.label) === directoryOf(layer.label));
  const at = last < 0 ? layers.length : last + 1;
  if (at < layers.length && !inner) {
    const message = "cannot insert sub-directory layer without 'inner' attribute set";
    throw new LabelError("label-inner", message);
  }
  const order = (layers[at - 1]?.order ?? 0) + 1;
  return layers.toSpliced(at, 0, { ...layer, order });
};

/**
 * Adds a layer to a stack of layers, lowest first: on top, or behind the last layer of its directory. A layer that another
 * one is combined with gets the defaults of checks: a threshold of 3 where neither of the two has one.
 * @returns the new stack; the one given stays as it is
 * @throws {LabelError} when the label is empty, reserved or taken, or the layer would not come on top without `inner`
 * @throws {PlanError} when an entry of a layer to merge does not say how it overrides
 * @source pebble 1.32, use-layers.md, cli-commands.md, add; places and sentences seen: add of such labels
 */
export const addLayer = (layers: readonly Layer[], layer: Layer, options: AddOptions = {}): Layer[] => {
  if (layer.label === "") throw new LabelError("label-empty", "label must be set");
  refuseReservedLabel(layer.label);
  const at = layers.findIndex((other) => other.label === layer.label);
  if (at < 0) return insert(layers, layer, options);
  if (options.combine === true) return merge(layers, at, layer);
  throw new LabelError("label-exists", `layer ${quoted(layer.label)} already exists`);
};
