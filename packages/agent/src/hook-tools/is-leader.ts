import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

/**
 * `is-leader`: whether this unit leads. A pod is an application of one unit, which does.
 * @source Juju 3.6, reference/hook-command, is-leader
 */
export const isLeader: HookTool = {
  name: "is-leader",
  flags: outputFlags,
  run(call) {
    refuseExtra(call.words, 0);
    return { stdout: printValue(true, call) };
  },
};
