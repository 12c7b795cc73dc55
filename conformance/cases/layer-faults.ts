import type { CaseList } from "../case.ts";
import { additionFaults } from "./layer-faults/additions.ts";
import { checkFieldFaults } from "./layer-faults/check-fields.ts";
import { checkWayFaults } from "./layer-faults/check-ways.ts";
import { layerFileFaults } from "./layer-faults/files.ts";
import { logTargetFaults } from "./layer-faults/log-targets.ts";
import { pairingFaults } from "./layer-faults/pairing.ts";
import { planFaults } from "./layer-faults/plan.ts";
import { sectionFaults } from "./layer-faults/sections.ts";
import { serviceTypeFaults } from "./layer-faults/service-types.ts";
import { serviceValueFaults } from "./layer-faults/service-values.ts";
import { workloadFaults } from "./layer-faults/workloads.ts";
import { yamlFaults } from "./layer-faults/yaml.ts";

/** Layers that are refused, and with which words. */
export const layerFaults: CaseList = {
  noun: "layer faults",
  cases: [
    ...yamlFaults,
    ...sectionFaults,
    ...serviceTypeFaults,
    ...serviceValueFaults,
    ...checkFieldFaults,
    ...checkWayFaults,
    ...logTargetFaults,
    ...pairingFaults,
    ...workloadFaults,
    ...planFaults,
    ...layerFileFaults,
    ...additionFaults,
  ],
};
