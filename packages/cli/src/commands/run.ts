import { defineCommand } from "../command.ts";
import { daemonFlags, runSupervisor } from "../supervisor.ts";

/** `run`. */
export const command = defineCommand({
  name: "run",
  summary: "Run the supervisor",
  description:
    "The run command starts the supervisor: it reads the layers, answers on its socket,\n" +
    "and starts the services that have `startup: enabled`. It ends at SIGTERM or Ctrl-C,\n" +
    "after it has stopped them.\n\n" +
    "Arguments for a service come after --args and its name, up to a `;`. They take the\n" +
    "place of the part of its command in brackets, or are added to it:\n\n" +
    "cobble run --args web --port 8080 \\; --hold",
  flags: daemonFlags,
  run: (context, { flags }) => runSupervisor(context, { flags, hold: flags.hold }),
});
