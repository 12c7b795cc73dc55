import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

/**
 * `goal-state`: the units that the application is meant to have, which in a pod is one, and its relations with others.
 * @source Juju 3.6, reference/hook-command, goal-state: YAML unless `--format` says otherwise
 */
export const goalState: HookTool = {
  name: "goal-state",
  flags: outputFlags,
  run(call, { unitName, facts }) {
    refuseExtra(call.words, 0);
    const { status, since } = facts.unitStatus;
    const flags = new Map([["format", "yaml"] as const, ...call.flags]);
    return {
      stdout: printValue({ units: { [unitName]: { status, since } }, relations: {} }, { ...call, flags }),
    };
  },
};
