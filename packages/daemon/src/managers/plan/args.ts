import { type Layer, withArgs } from "@cobble/plan";
import { StartError } from "../../errors.ts";

/**
 * Layers in which services have the arguments of `run --args` in place of their default ones. They stand where the
 * command comes from: a layer that is added later and has a command of its own brings its own arguments.
 * @throws {StartError} when a service is in no layer
 * @source pebble 1.32, seen: `plan` after `run --args`, and after layers added to it
 */
export const applyArgs = (
  layers: readonly Layer[],
  args: ReadonlyMap<string, readonly string[]>,
): readonly Layer[] => {
  const result = [...layers];
  for (const [name, words] of args) {
    const at = result.findLastIndex((layer) => (layer.services.get(name)?.command ?? "") !== "");
    const layer = result[at];
    const service = layer?.services.get(name);
    if (layer === undefined || service === undefined) {
      throw new StartError(`service "${name}" not found in plan`);
    }
    const changed = { ...service, command: withArgs(service.command, words) };
    result[at] = { ...layer, services: new Map(layer.services).set(name, changed) };
  }
  return result;
};
