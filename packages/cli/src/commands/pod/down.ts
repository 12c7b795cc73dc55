import { defineCommand } from "../../command.ts";
import { CommandError } from "../../errors.ts";
import { switchFlag } from "../../flags.ts";

const pollMs = 50;
const tellMs = 2000;
/** Hooks, services and supervisors have about 10 s each. */
const longestMs = 90_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** `cobble pod down`. */
export const command = defineCommand({
  name: "down",
  summary: "Take a pod down",
  description: "The down command takes a pod down in order, and waits until nothing of it runs.",
  flags: {
    remove: switchFlag({
      long: "remove",
      help: "Also run the charm's remove hook and forget the unit's state",
    }),
  },
  args: [{ name: "<folder>", count: "optional", completes: "local-directory" }],
  run: async ({ env, stderr, now }, { flags, args: [podDir] }) => {
    const { connectPod, findPod, hasEnded } = await import("@cobble/agent");
    const pod = findPod({ podDir, env });
    await connectPod(pod).down({ remove: flags.remove });
    const started = now();
    let told = false;
    while (!hasEnded(pod, env)) {
      const waited = now() - started;
      if (waited > longestMs)
        throw new CommandError(`cannot see the pod go down: process ${pod.pid} still runs it`);
      if (waited > tellMs && !told) stderr.write(`waiting for process ${pod.pid} to take the pod down\n`);
      told ||= waited > tellMs;
      await pause(pollMs);
    }
    return 0;
  },
});
