import { HookToolError } from "../errors.ts";
import type { HookContext } from "../hooks/context.ts";
import { refuseExtra } from "./flags.ts";
import { readKeyValues, withValues } from "./key-values.ts";
import { outputFlags, printValue } from "./output.ts";
import type { HookTool } from "./tool.ts";

const withState = (context: HookContext, state: Readonly<Record<string, string>>): HookContext => ({
  ...context,
  facts: { ...context.facts, state },
});

/**
 * `state-get [KEY]`: what the charm has kept under a key, or all of it; with `--strict` a key that is not there is an error.
 * @source Juju 3.6, reference/hook-command, state-get
 */
export const stateGet: HookTool = {
  name: "state-get",
  flags: { ...outputFlags, strict: { flag: "strict", takes: "nothing" } },
  run(call, { facts: { state = {} } }) {
    refuseExtra(call.words, 1);
    const [key] = call.words;
    if (key === undefined || key === "-") return { stdout: printValue(state, call) };
    const value = Object.hasOwn(state, key) ? state[key] : undefined;
    if (value === undefined && call.flags.get("strict") === true) {
      throw new HookToolError(`${JSON.stringify(key)} not found`);
    }
    return { stdout: printValue(value, call) };
  },
};

/**
 * `state-set [--file FILE] KEY=VALUE ...`: keeps texts for later hooks; an empty one removes its key.
 * @source Juju 3.6, reference/hook-command, state-set
 */
export const stateSet: HookTool = {
  name: "state-set",
  flags: { file: { flag: "file", takes: "text" } },
  run: (call, context) => ({
    context: withState(context, withValues(context.facts.state ?? {}, readKeyValues(call))),
  }),
};

/**
 * `state-delete KEY`: keeps nothing under a key any more; one that is not there is no error.
 * @source Juju 3.6, reference/hook-command, state-delete
 */
export const stateDelete: HookTool = {
  name: "state-delete",
  flags: {},
  run(call, context) {
    const [key] = call.words;
    if (key === undefined || key === "") throw new HookToolError("no key specified", 2);
    refuseExtra(call.words, 1);
    return { context: withState(context, withValues(context.facts.state ?? {}, new Map([[key, ""]]))) };
  },
};
