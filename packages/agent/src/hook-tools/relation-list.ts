import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import { appOf, relationFlags, relationOf } from "./relations.ts";
import type { HookTool } from "./tool.ts";

/**
 * `relation-list [-r ID] [--app]`: the other units of a relation, of which a pod has none, or the application at its other
 * end, which among peers is the unit's own.
 * @source Juju 3.6, reference/hook-command, relation-list
 */
export const relationList: HookTool = {
  name: "relation-list",
  flags: { ...outputFlags, ...relationFlags, app: { flag: "app", takes: "nothing" } },
  run(call, context) {
    refuseExtra(call.words, 0);
    relationOf(call, context);
    const isApp = call.flags.get("app") === true;
    return { stdout: printValue(isApp ? appOf(context.unitName) : [], call) };
  },
};

/**
 * `relation-model-get [-r ID]`: the model at the other end of a relation, which among peers is the unit's own.
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
