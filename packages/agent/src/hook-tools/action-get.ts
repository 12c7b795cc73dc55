import { refuseExtra } from "./flags.ts";
import { outputFlags, printValue } from "./output.ts";
import { type HookTool, requireAction } from "./tool.ts";

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * `action-get [KEY[.KEY...]]`: the action's parameters, or one of them; nothing when there is none by that name.
 * @source Juju 3.6, reference/hook-command, action-get
 */
export const actionGet: HookTool = {
  name: "action-get",
  flags: outputFlags,
  run(call, context) {
    const { params } = requireAction(context);
    refuseExtra(call.words, 1);
    const path = call.words[0]?.split(".") ?? [];
    const value = path.reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), params);
    return { stdout: printValue(value, call) };
  },
};
