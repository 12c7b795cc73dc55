import { InconsistentStateError } from "../errors.ts";
import { actionFaults } from "./consistency/actions.ts";
import { configFaults } from "./consistency/config.ts";
import { containerFaults } from "./consistency/containers.ts";
import { networkFaults, resourceFaults, storageFaults } from "./consistency/names.ts";
import { relationFaults } from "./consistency/relations.ts";
import type { FindFaults, Scene } from "./consistency/scene.ts";
import { secretFaults } from "./consistency/secrets.ts";

const checks: readonly FindFaults[] = [
  containerFaults,
  configFaults,
  resourceFaults,
  storageFaults,
  relationFaults,
  networkFaults,
  secretFaults,
  actionFaults,
];

/**
 * Refuses what could never happen in Juju: a test of it would prove nothing.
 * @throws {InconsistentStateError} with everything that is wrong
 * @source ops 3.9, testing/src/scenario/_consistency_checker.py
 */
export const checkConsistency = (scene: Scene): void => {
  const faults = checks.flatMap((check) => check(scene));
  if (faults.length > 0) throw new InconsistentStateError(faults);
};
