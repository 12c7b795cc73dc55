import { actionsCases } from "./actions.ts";
import { containersCases } from "./containers.ts";
import type { ConsistencyCase } from "./make.ts";
import { configCases, resourcesCases, storagesCases } from "./names.ts";
import { relationsCases } from "./relations.ts";
import { secretsCases } from "./secrets.ts";
import { worldCases } from "./world.ts";

/** A state or an event for each rule of either side. */
export const consistencyCases: readonly ConsistencyCase[] = [
  ...resourcesCases,
  ...configCases,
  ...storagesCases,
  ...relationsCases,
  ...containersCases,
  ...secretsCases,
  ...actionsCases,
  ...worldCases,
];
