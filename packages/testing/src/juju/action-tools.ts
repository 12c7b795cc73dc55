import type { ActionState, Juju } from "./juju.ts";
import { type ToolCall, type ToolTable, toolFailure } from "./tool-call.ts";

const requireAction = (juju: Juju, call: ToolCall): ActionState => {
  if (juju.action !== undefined) return juju.action;
  throw toolFailure(call, "not running an action");
};

/** The tools that only an action has. */
export const actionTools: ToolTable = {
  "action-get": (juju, call) => {
    const { name, params } = requireAction(juju, call);
    const declared = juju.identity.meta.actions.get(name)?.params ?? new Map<string, unknown>();
    const defaults = [...declared].flatMap(([param, schema]) =>
      typeof schema === "object" && schema !== null && "default" in schema ? [[param, schema.default]] : [],
    );
    return { ...Object.fromEntries(defaults), ...params };
  },
  "action-set": (juju, call) => {
    requireAction(juju, call);
    const given = call.args.map((arg) => {
      const mark = arg.indexOf("=");
      return [arg.slice(0, mark), arg.slice(mark + 1)] as const;
    });
    juju.records.actionResults = { ...juju.records.actionResults, ...Object.fromEntries(given) };
  },
  "action-fail": (juju, call) => {
    requireAction(juju, call);
    juju.records.actionFailure =
      call.words[0] ?? "action failed without reason given, check action for errors";
  },
  "action-log": (juju, call) => {
    requireAction(juju, call);
    juju.records.actionLogs.push(call.words.join(" "));
  },
};
