import { defineCommand } from "../command.ts";
import { noWaitFlag, waitForChange } from "../wait-for-change.ts";

/** `replan`. */
export const command = defineCommand({
  name: "replan",
  summary: "Make what runs match the plan",
  description:
    "The replan command brings what runs in line with the plan: services whose\n" +
    "configuration has changed are restarted, and those with `startup: enabled`\n" +
    "are started. Services that have not changed are left alone.",
  flags: { noWait: noWaitFlag },
  ignoreExtraArgs: true,
  run: async (context, { flags }) => {
    const changeId = await (await context.client()).services.replan();
    return waitForChange(context, { changeId, noWait: flags.noWait });
  },
});
