import { HookToolError } from "../errors.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import { podRelations, relationKey } from "./relations.ts";
import type { HookTool } from "./tool.ts";

/**
 * `relation-ids ENDPOINT`: the relations of an endpoint. A pod has no other application to be related to, so only endpoints
 * of peers have one.
 * @source Juju 3.6, reference/hook-command, relation-ids
 */
export const relationIds: HookTool = {
  name: "relation-ids",
  flags: outputFlags,
  run(call, { place, hook }) {
    const endpoint = call.words[0] ?? ("relation" in hook ? hook.relation.endpoint : undefined);
    if (endpoint === undefined) throw new HookToolError("no endpoint name specified", 2);
    refuseExtra(call.words, 1);
    const found = podRelations(place.charm).filter((relation) => relation.endpoint === endpoint);
    return { stdout: printValue(found.map(relationKey), call) };
  },
};
