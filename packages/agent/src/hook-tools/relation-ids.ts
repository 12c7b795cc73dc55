import { HookToolError } from "../errors.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

/**
 * `relation-ids ENDPOINT`: the relations of an endpoint. A pod has no other application to be related to, so there are none.
 * @source Juju 3.6, reference/hook-command, relation-ids
 */
export const relationIds: HookTool = {
  name: "relation-ids",
  flags: outputFlags,
  run(call) {
    if (call.words.length === 0) throw new HookToolError("no endpoint name specified", 2);
    refuseExtra(call.words, 1);
    return { stdout: printValue([], call) };
  },
};
