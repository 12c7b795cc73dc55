import { planData } from "@cobble/plan";
import type { Check } from "./check.ts";
import { type Definitions, equalDefinitions, readLayer } from "./layer.ts";
import type { PlanDict } from "./layer-dict.ts";
import type { LogTarget } from "./log-target.ts";
import type { Service } from "./service.ts";

/** What all layers make together. Compare two, as before and after adding a layer, with `equals`. */
export class Plan implements Definitions {
  readonly services: ReadonlyMap<string, Service>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly logTargets: ReadonlyMap<string, LogTarget>;
  readonly #yaml: string;

  /**
   * @param yaml as the supervisor prints it
   * @throws {LayerError} when it is not a plan
   */
  constructor(yaml: string) {
    this.#yaml = yaml;
    const { services, checks, logTargets } = readLayer(yaml);
    this.services = services;
    this.checks = checks;
    this.logTargets = logTargets;
  }

  /** Whether both have the same services, checks and log targets, in whatever order. */
  equals(other: Plan): boolean {
    return equalDefinitions(this, other);
  }

  /** The plan as an object, as layers are written; what is not set is left out. */
  toDict(): PlanDict {
    // The fields that a plan is printed by are those of the dict.
    return planData(this) as unknown as PlanDict;
  }

  /** The plan as the supervisor printed it. */
  toYaml(): string {
    return this.#yaml;
  }
}
