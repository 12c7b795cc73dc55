import { InconsistentStateError } from "../errors.ts";
import { actionFaults, actionWarnings } from "./consistency/actions.ts";
import { configFaults } from "./consistency/config.ts";
import { containerFaults, containerWarnings } from "./consistency/containers.ts";
import { networkFaults, resourceFaults, storageFaults } from "./consistency/names.ts";
import { relationFaults, relationWarnings } from "./consistency/relations.ts";
import type { FindFaults, Scene } from "./consistency/scene.ts";
import { secretFaults } from "./consistency/secrets.ts";
import { cloudFaults, customWarnings, portFaults, storedFaults } from "./consistency/world.ts";

const faultChecks: readonly FindFaults[] = [
  containerFaults,
  configFaults,
  resourceFaults,
  storageFaults,
  relationFaults,
  networkFaults,
  secretFaults,
  actionFaults,
  cloudFaults,
  storedFaults,
  portFaults,
];

const warningChecks: readonly FindFaults[] = [
  containerWarnings,
  relationWarnings,
  actionWarnings,
  customWarnings,
];

/**
 * Refuses what could never happen in Juju: a test of it would prove nothing.
 * @param options.strict whether what is odd is refused, too
 * @returns what is odd, though it could happen
 * @throws {InconsistentStateError} with everything that is wrong
 * @source ops 3.9, testing/src/scenario/_consistency_checker.py
 */
export const checkConsistency = (
  scene: Scene,
  { strict = false }: { readonly strict?: boolean } = {},
): readonly string[] => {
  const warnings = warningChecks.flatMap((check) => check(scene));
  const faults = faultChecks.flatMap((check) => check(scene));
  const refused = strict ? [...faults, ...warnings] : faults;
  if (refused.length > 0) throw new InconsistentStateError(refused);
  return warnings;
};
