import type { UnitRelation } from "../unit/relations.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

/** How far something is, and since when. */
interface Goal {
  readonly status: string;
  readonly since: string;
}

/** The applications at the other ends, by endpoint, with their units. Among peers there is nobody else. */
const relationGoals = (
  relations: readonly UnitRelation[],
  since: string,
): Record<string, Record<string, Goal>> =>
  Object.fromEntries(
    relations.flatMap(({ endpoint, remote }) => {
      if (remote === undefined) return [];
      const units = remote.units.map((unit) => [unit, { status: "active", since }]);
      return [[endpoint, Object.fromEntries([[remote.app, { status: "joined", since }], ...units])]];
    }),
  );

/**
 * `goal-state`: the units that the application is meant to have, which in a pod is one, and those that it is related to.
 * @source Juju 3.6, reference/hook-command, goal-state: YAML unless `--format` says otherwise
 */
export const goalState: HookTool = {
  name: "goal-state",
  flags: outputFlags,
  run(call, { unitName, facts, relations }) {
    refuseExtra(call.words, 0);
    const { status, since } = facts.unitStatus;
    const flags = new Map([["format", "yaml"] as const, ...call.flags]);
    const goals = { units: { [unitName]: { status, since } }, relations: relationGoals(relations, since) };
    return { stdout: printValue(goals, { ...call, flags }) };
  },
};
