import { defineCommand } from "../command.ts";
import { noWaitFlag, waitForChange } from "../wait-for-change.ts";

/** `autostart`. */
export const command = defineCommand({
  name: "autostart",
  summary: "Start the services that are enabled",
  description:
    "The autostart command starts the services with `startup: enabled`, as the supervisor\ndoes when it starts without --hold.",
  flags: { noWait: noWaitFlag },
  ignoredArgs: 1,
  run: async (context, { flags }) => {
    const changeId = await (await context.client()).services.autostart();
    return waitForChange(context, { changeId, noWait: flags.noWait });
  },
});
