import { defineCommand } from "../command.ts";

/** `start-checks`. */
export const command = defineCommand({
  name: "start-checks",
  summary: "Start health checks",
  description:
    "The start-checks command starts the named health checks, and leaves those alone that are\nstarted already.",
  flags: {},
  args: [{ name: "<check>", count: "at-least-one", completes: "check" }],
  run: async (context, { args }) => {
    const changed = await (await context.client()).checks.start(args);
    const text = changed.length === 0 ? "Checks already started." : `Checks started: ${changed.join(", ")}`;
    context.stdout.write(`${text}\n`);
    return 0;
  },
});
