import { checkLevels } from "@cobble/wire";
import { defineCommand } from "../command.ts";
import { choiceFlag, formatFlag } from "../flags.ts";
import { printData } from "../format/print.ts";

/** `health`. */
export const command = defineCommand({
  name: "health",
  summary: "Tell whether all is well",
  description:
    "The health command tells whether the named checks, or all of them, are healthy.\n" +
    "It ends with 1 when one is not; with --format json or yaml it ends with 0 and\n" +
    "leaves the answer to the output.",
  flags: {
    format: formatFlag(["text", "json", "yaml"]),
    level: choiceFlag({ long: "level", help: "Only checks of this level" }, checkLevels),
  },
  args: [{ name: "<check>", count: "any", completes: "check" }],
  run: async (context, { flags, args }) => {
    const level = flags.level === undefined ? {} : { level: flags.level };
    const healthy = await (await context.client()).health.get({ names: args, ...level });
    if (flags.format !== "text") {
      await printData(context, { format: flags.format, value: { healthy } });
      return 0;
    }
    context.stdout.write(healthy ? "healthy\n" : "unhealthy\n");
    return healthy ? 0 : 1;
  },
});
