import { refuseExtra } from "./flags.ts";
import { type HookTool, requireAction } from "./tool.ts";

const noReason = "action failed without reason given, check action for errors";

/**
 * `action-fail [MESSAGE]`: the action has failed, whatever its process exits with.
 * @source Juju 3.6, reference/hook-command, action-fail
 */
export const actionFail: HookTool = {
  name: "action-fail",
  flags: {},
  run(call, context) {
    requireAction(context);
    refuseExtra(call.words, 1);
    const failure = call.words[0] ?? noReason;
    return { context: { ...context, outcome: { ...context.outcome, failure } } };
  },
};
