import { defineCommand } from "../command.ts";
import { noWaitFlag, waitForChange } from "../wait-for-change.ts";

/** `stop`. */
export const command = defineCommand({
  name: "stop",
  summary: "Stop a service and its dependents",
  description:
    "The stop command stops the named services, and first those that require them.\nEach is asked to end, and killed if it does not in time.",
  flags: { noWait: noWaitFlag },
  args: [{ name: "<service>", count: "at-least-one", completes: "service" }],
  run: async (context, { flags, args }) => {
    const changeId = await (await context.client()).services.stop(args);
    return waitForChange(context, { changeId, noWait: flags.noWait });
  },
});
