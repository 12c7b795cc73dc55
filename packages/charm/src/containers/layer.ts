import { parseLayer } from "@cobble/plan";
import { type Check, comparableCheck } from "./check.ts";
import type { LayerDict } from "./layer-dict.ts";
import { comparableLogTarget, type LogTarget } from "./log-target.ts";
import { comparableService, type Service } from "./service.ts";

/** What a layer defines, each by name. */
export interface Definitions {
  readonly services: ReadonlyMap<string, Service>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly logTargets: ReadonlyMap<string, LogTarget>;
}

const mapValues = <A, B>(map: ReadonlyMap<string, A>, convert: (value: A) => B): ReadonlyMap<string, B> =>
  new Map([...map].map(([name, value]) => [name, convert(value)]));

/**
 * Reads what a layer or a plan defines.
 * @throws {LayerError} when the text is not a layer, with each fault and its place
 */
export const readDefinitions = (yaml: string): Definitions => {
  const layer = parseLayer(yaml, { label: "charm" });
  return {
    services: mapValues(layer.services, comparableService),
    checks: mapValues(layer.checks, comparableCheck),
    logTargets: mapValues(layer.logTargets, comparableLogTarget),
  };
};

const equalMaps = <T extends { equals(other: T): boolean }>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
): boolean =>
  a.size === b.size &&
  [...a].every(([name, value]) => {
    const other = b.get(name);
    return other !== undefined && value.equals(other);
  });

/** Whether both define the same, in whatever order. */
export const equalDefinitions = (a: Definitions, b: Definitions): boolean =>
  equalMaps(a.services, b.services) && equalMaps(a.checks, b.checks) && equalMaps(a.logTargets, b.logTargets);

/** A layer that can be looked into and compared. `addLayer` also takes what it is made from. */
export class Layer implements Definitions {
  readonly services: ReadonlyMap<string, Service>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly logTargets: ReadonlyMap<string, LogTarget>;
  readonly #yaml: string;

  /**
   * @param source an object as in a layer file, or YAML
   * @throws {LayerError} when it is not a layer, with each fault and its place
   */
  constructor(source: LayerDict | string) {
    this.#yaml = typeof source === "string" ? source : JSON.stringify(source);
    const { services, checks, logTargets } = readDefinitions(this.#yaml);
    this.services = services;
    this.checks = checks;
    this.logTargets = logTargets;
  }

  /** Whether both define the same services, checks and log targets, in whatever order. */
  equals(other: Layer): boolean {
    return equalDefinitions(this, other);
  }

  /** The layer as text, which every reader of YAML understands. */
  toYaml(): string {
    return this.#yaml;
  }
}
