import { HookToolError } from "../errors.ts";
import { refuseExtra } from "./flags.ts";
import type { HookTool } from "./tool.ts";

/**
 * `application-version-set VERSION`: says which version of the workload runs.
 * @source Juju 3.6, reference/hook-command, application-version-set
 */
export const applicationVersionSet: HookTool = {
  name: "application-version-set",
  flags: {},
  run(call, context) {
    const [version] = call.words;
    if (version === undefined) throw new HookToolError("no version specified", 2);
    refuseExtra(call.words, 1);
    return { context: { ...context, facts: { ...context.facts, version } } };
  },
};
