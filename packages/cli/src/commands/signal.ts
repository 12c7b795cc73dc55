import { defineCommand } from "../command.ts";
import { CommandError } from "../errors.ts";

/** Signals that services are sent; the supervisor knows others too. */
const signalNames = ["HUP", "INT", "QUIT", "KILL", "USR1", "USR2", "TERM", "CONT", "STOP", "WINCH"] as const;

/** `signal`. */
export const command = defineCommand({
  name: "signal",
  summary: "Send a signal to running services",
  description:
    "The signal command sends a signal to one or more running services. Its name is\n" +
    "in capitals, with or without SIG:\n\ncobble signal HUP nginx",
  flags: {},
  args: [
    { name: "<SIGNAL>", completes: signalNames },
    { name: "<service>", count: "any", completes: "service" },
  ],
  run: async (context, { args: [signal = "", ...services] }) => {
    if (signal !== signal.toUpperCase()) {
      throw new CommandError("signal name must be uppercase, for example HUP");
    }
    const name = signal.startsWith("SIG") ? signal : `SIG${signal}`;
    await (await context.client()).signals.send(name, services);
    return 0;
  },
});
