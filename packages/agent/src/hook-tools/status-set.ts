import { HookToolError } from "../errors.ts";
import { settableStatuses } from "../unit/facts.ts";
import { refuseExtra } from "./flags.ts";
import type { HookTool } from "./tool.ts";

/**
 * `status-set STATUS [MESSAGE]`: sets the unit's status, or with `--application` the application's.
 * @source Juju 3.6, reference/hook-command, status-set
 */
export const statusSet: HookTool = {
  name: "status-set",
  flags: { application: { flag: "application", takes: "nothing" } },
  run(call, context) {
    const [status, message = ""] = call.words;
    if (status === undefined) {
      throw new HookToolError("invalid args, require <status> [message]", 2);
    }
    if (!settableStatuses.some((known) => known === status)) {
      const list = settableStatuses.join(" ");
      throw new HookToolError(`invalid status ${JSON.stringify(status)}, expected one of [${list}]`, 2);
    }
    refuseExtra(call.words, 2);
    const value = { status, message, since: call.now };
    const field = call.flags.get("application") === true ? "appStatus" : "unitStatus";
    return { context: { ...context, facts: { ...context.facts, [field]: value } } };
  },
};
