import { layerData, parseLayer } from "@cobble/plan";
import { type Check, comparableCheck } from "./check.ts";
import { type LayerDict, layerText } from "./layer-dict.ts";
import { comparableLogTarget, type LogTarget } from "./log-target.ts";
import { comparableService, type Service } from "./service.ts";

/** What a layer defines, each by name. */
export interface Definitions {
  readonly services: ReadonlyMap<string, Service>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly logTargets: ReadonlyMap<string, LogTarget>;
}

/** What a layer says of itself, and defines. */
interface ReadLayer extends Definitions {
  readonly summary: string;
  readonly description: string;
}

const mapValues = <A, B>(map: ReadonlyMap<string, A>, convert: (value: A) => B): ReadonlyMap<string, B> =>
  new Map([...map].map(([name, value]) => [name, convert(value)]));

/**
 * Reads a layer, or a plan.
 * @throws {LayerError} when the text is not a layer, with each fault and its place
 */
export const readLayer = (yaml: string): ReadLayer => {
  const layer = parseLayer(yaml, { label: "charm" });
  return {
    summary: layer.summary,
    description: layer.description,
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
  /** One line about it; may be empty. */
  readonly summary: string;
  /** More about it; may be empty. */
  readonly description: string;
  readonly services: ReadonlyMap<string, Service>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly logTargets: ReadonlyMap<string, LogTarget>;
  readonly #yaml: string;

  /**
   * @param source an object as in a layer file, or YAML
   * @throws {LayerError} when it is not a layer, with each fault and its place
   */
  constructor(source: LayerDict | string) {
    this.#yaml = layerText(source);
    const { summary, description, services, checks, logTargets } = readLayer(this.#yaml);
    this.summary = summary;
    this.description = description;
    this.services = services;
    this.checks = checks;
    this.logTargets = logTargets;
  }

  /** Whether both say the same of themselves and define the same, in whatever order. */
  equals(other: Layer): boolean {
    const { summary, description } = other;
    return this.summary === summary && this.description === description && equalDefinitions(this, other);
  }

  /** The layer as an object, in the form that `addLayer` takes; what is not set is left out. */
  toDict(): LayerDict {
    // The fields that a layer is printed by are those of the dict.
    return layerData(parseLayer(this.#yaml, { label: "charm" })) as unknown as LayerDict;
  }

  /** The layer as text, which every reader of YAML understands. */
  toYaml(): string {
    return this.#yaml;
  }
}
