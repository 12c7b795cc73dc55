import { defineCommand } from "../command.ts";
import { UsageError } from "../errors.ts";
import { textFlag } from "../flags.ts";

/** `state export`: the way back to the reference. */
export const command = defineCommand({
  name: "state",
  summary: "Hand the supervisor's state to Pebble",
  description:
    "The state command works on the state that a supervisor has left in $PEBBLE; none may be\n" +
    "running there.\n\n" +
    "export writes it as the file `.pebble.state` that Pebble keeps its state in: changes,\n" +
    "notices and identities. The other way needs no command: a supervisor that starts where\n" +
    "there is only such a file takes it over.\n\n" +
    "cobble state export",
  flags: {
    to: textFlag({
      long: "to",
      completes: "local-path",
      help: "The file to write (default: $PEBBLE/.pebble.state)",
    }),
  },
  args: [{ name: "<export>", completes: ["export"] }],
  run: async (context, { flags, args: [action] }) => {
    if (action !== "export") {
      throw new UsageError(`unknown action ${JSON.stringify(action)} of state: the one there is, is export`);
    }
    const { exportPebbleState } = await import("@cobble/daemon");
    const { pebbleDir, socketPath } = context;
    const path = await exportPebbleState({ pebbleDir, socketPath, to: flags.to });
    context.stdout.write(`Wrote ${path}\n`);
    return 0;
  },
});
