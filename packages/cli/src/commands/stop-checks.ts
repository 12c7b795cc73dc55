import { defineCommand } from "../command.ts";

/** `stop-checks`. */
export const command = defineCommand({
  name: "stop-checks",
  summary: "Stop health checks",
  description:
    "The stop-checks command stops the named health checks, and leaves those alone that are\nstopped already.",
  flags: {},
  args: [{ name: "<check>", count: "at-least-one", completes: "check" }],
  run: async (context, { args }) => {
    const changed = await (await context.client()).checks.stop(args);
    const text = changed.length === 0 ? "Checks already stopped." : `Checks stopped: ${changed.join(", ")}`;
    context.stdout.write(`${text}\n`);
    return 0;
  },
});
