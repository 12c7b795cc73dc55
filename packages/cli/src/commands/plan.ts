import { defineCommand } from "../command.ts";

/** `plan`. */
export const command = defineCommand({
  name: "plan",
  summary: "Show the plan, all layers combined",
  description: "The plan command prints the configuration in effect, as YAML: all layers, combined.",
  flags: {},
  run: async (context) => {
    context.stdout.write(await (await context.client()).plan.get());
    return 0;
  },
});
