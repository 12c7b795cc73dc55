import { HookToolError } from "../errors.ts";
import { type HookTool, requireAction } from "./tool.ts";

/**
 * `action-log MESSAGE`: shows a line of progress to who runs the action, at once.
 * @source Juju 3.6, reference/hook-command, action-log
 */
export const actionLog: HookTool = {
  name: "action-log",
  flags: {},
  run(call, context) {
    requireAction(context);
    if (call.words.length === 0) throw new HookToolError("no message specified", 2);
    return { said: { type: "action-log", message: call.words.join(" ") } };
  },
};
