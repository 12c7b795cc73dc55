import { appOf } from "../unit/relations.ts";
import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import { relationFlags, relationOf } from "./relations.ts";
import type { HookTool } from "./tool.ts";

/**
 * `relation-list [-r ID] [--app]`: the units at the other end of a relation, or their application; among peers a pod has no
 * other unit, and the application is the unit's own.
 * @source Juju 3.6, reference/hook-command, relation-list
 */
export const relationList: HookTool = {
  name: "relation-list",
  flags: { ...outputFlags, ...relationFlags, app: { flag: "app", takes: "nothing" } },
  run(call, context) {
    refuseExtra(call.words, 0);
    const { remote } = relationOf(call, context);
    const isApp = call.flags.get("app") === true;
    const found = isApp ? (remote?.app ?? appOf(context.unitName)) : (remote?.units ?? []);
    return { stdout: printValue(found, call) };
  },
};

/**
 * `relation-model-get [-r ID]`: the model at the other end of a relation, which in a pod is the unit's own.
 * @source Juju 3.6, reference/hook-command, relation-model-get
 */
export const relationModelGet: HookTool = {
  name: "relation-model-get",
  flags: { ...outputFlags, ...relationFlags },
  run(call, context) {
    refuseExtra(call.words, 0);
    relationOf(call, context);
    return { stdout: printValue({ uuid: context.place.modelUuid }, call) };
  },
};
