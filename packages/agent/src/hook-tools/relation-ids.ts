import { HookToolError } from "../errors.ts";
import { relationKey } from "../unit/relations.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

/**
 * `relation-ids ENDPOINT`: the relations of an endpoint: one among peers, and one where `pod.yaml` gives an application.
 * @source Juju 3.6, reference/hook-command, relation-ids
 */
export const relationIds: HookTool = {
  name: "relation-ids",
  flags: outputFlags,
  run(call, { relations, hook }) {
    const endpoint = call.words[0] ?? ("relation" in hook ? hook.relation.endpoint : undefined);
    if (endpoint === undefined) throw new HookToolError("no endpoint name specified", 2);
    refuseExtra(call.words, 1);
    const found = relations.filter((relation) => relation.endpoint === endpoint);
    return { stdout: printValue(found.map(relationKey), call) };
  },
};
