import type { Command } from "../command.ts";
import { UsageError } from "../errors.ts";

/** What the hook tools on a charm's PATH hand their calls to. */
export const command: Command = {
  name: "hook-tool",
  summary: "Serve a hook tool to a charm",
  description:
    "The hook-tool command passes the call of a hook tool, as config-get or status-set, to the agent of the unit whose hook runs. " +
    "The tools on a charm's PATH call it; there is no reason to do so by hand.",
  flags: [],
  args: [{ name: "<tool>" }, { name: "<argument>", count: "any" }],
  execute: async ({ env, stdout, stderr }, [tool, ...args]) => {
    if (tool === undefined) throw new UsageError("the required argument `<tool>` was not provided");
    const { callHookTool } = await import("@cobble/agent");
    const reply = await callHookTool({ tool, args, env });
    if (reply.stdout !== "") stdout.write(reply.stdout);
    if (reply.stderr !== "") stderr.write(reply.stderr);
    return reply.exitCode;
  },
};
