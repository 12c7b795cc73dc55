import { defineCommand } from "../command.ts";
import { noWaitFlag, waitForChange } from "../wait-for-change.ts";

/** `start`. */
export const command = defineCommand({
  name: "start",
  summary: "Start a service and its dependencies",
  description:
    "The start command starts the named services, and first those that they require.\nIt waits until each has run for a second; `cobble services` tells how they are.",
  flags: { noWait: noWaitFlag },
  args: [{ name: "<service>", count: "at-least-one", completes: "service" }],
  run: async (context, { flags, args }) => {
    const changeId = await (await context.client()).services.start(args);
    return waitForChange(context, { changeId, noWait: flags.noWait });
  },
});
