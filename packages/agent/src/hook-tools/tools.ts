import { CobbleError } from "@cobble/wire";
import { HookToolError } from "../errors.ts";
import type { HookContext, Said } from "../hooks/context.ts";
import { actionFail } from "./action-fail.ts";
import { actionGet } from "./action-get.ts";
import { actionLog } from "./action-log.ts";
import { actionSet } from "./action-set.ts";
import { applicationVersionSet } from "./application-version-set.ts";
import { configGet } from "./config-get.ts";
import { readArguments } from "./flags.ts";
import { goalState } from "./goal-state.ts";
import { isLeader } from "./is-leader.ts";
import { jujuLog } from "./juju-log.ts";
import { networkGet, unitGet } from "./network-get.ts";
import { addMetric, credentialGet, jujuReboot } from "./no-cloud.ts";
import { closePort, openedPorts, openPort } from "./ports.ts";
import type { HookToolReply } from "./protocol.ts";
import { relationGet, relationSet } from "./relation-data.ts";
import { relationIds } from "./relation-ids.ts";
import { relationList, relationModelGet } from "./relation-list.ts";
import { resourceGet } from "./resource-get.ts";
import { secretAdd, secretSet } from "./secret-add.ts";
import { secretGet } from "./secret-get.ts";
import { secretIds, secretInfoGet } from "./secret-info.ts";
import { secretGrant, secretRemove, secretRevoke } from "./secret-share.ts";
import { stateDelete, stateGet, stateSet } from "./state.ts";
import { statusGet } from "./status-get.ts";
import { statusSet } from "./status-set.ts";
import { storageAdd, storageGet, storageList } from "./storage.ts";
import type { HookTool, ToolCall } from "./tool.ts";

/** Every hook tool, by name. */
export const hookTools: ReadonlyMap<string, HookTool> = new Map(
  [
    actionFail,
    actionGet,
    actionLog,
    actionSet,
    addMetric,
    applicationVersionSet,
    closePort,
    configGet,
    credentialGet,
    goalState,
    isLeader,
    jujuLog,
    jujuReboot,
    networkGet,
    openPort,
    openedPorts,
    relationGet,
    relationIds,
    relationList,
    relationModelGet,
    relationSet,
    resourceGet,
    secretAdd,
    secretGet,
    secretGrant,
    secretIds,
    secretInfoGet,
    secretRemove,
    secretRevoke,
    secretSet,
    stateDelete,
    stateGet,
    stateSet,
    statusGet,
    statusSet,
    storageAdd,
    storageGet,
    storageList,
    unitGet,
  ].map((tool) => [tool.name, tool]),
);

/** What came of a call: what its process prints, and what the hook's context is from now on. */
export interface ToolOutcome {
  readonly reply: HookToolReply;
  readonly context: HookContext;
  readonly said?: Said;
}

/** Runs a hook tool. What it cannot do is in the reply, as Juju's tools print it. */
export const runHookTool = (
  call: Pick<ToolCall, "now" | "newId" | "files"> & {
    readonly tool: string;
    readonly args: readonly string[];
  },
  context: HookContext,
): ToolOutcome => {
  try {
    const tool = hookTools.get(call.tool);
    if (tool === undefined) throw new HookToolError(`unknown command ${JSON.stringify(call.tool)}`, 2);
    const args = readArguments(call.args, tool.flags);
    const result = tool.run({ ...args, now: call.now, newId: call.newId, files: call.files }, context);
    const output = args.flags.get("output");
    return {
      reply: {
        stdout: result.stdout ?? "",
        stderr: "",
        exitCode: 0,
        ...(typeof output === "string" && output !== "" ? { output } : {}),
      },
      context: result.context ?? context,
      ...(result.said === undefined ? {} : { said: result.said }),
    };
  } catch (error) {
    if (!(error instanceof CobbleError)) throw error;
    const exitCode = error instanceof HookToolError ? error.exitCode : 1;
    return { reply: { stdout: "", stderr: `ERROR ${error.message}\n`, exitCode }, context };
  }
};
