import { defineCommand } from "../command.ts";
import { noWaitFlag, waitForChange } from "../wait-for-change.ts";

/** `restart`. */
export const command = defineCommand({
  name: "restart",
  summary: "Restart a service",
  description:
    "The restart command stops the named services and starts them again, in the right\norder. A service that is not running is started.",
  flags: { noWait: noWaitFlag },
  args: [{ name: "<service>", count: "at-least-one", completes: "service" }],
  run: async (context, { flags, args }) => {
    const changeId = await (await context.client()).services.restart(args);
    return waitForChange(context, { changeId, noWait: flags.noWait });
  },
});
