import { defineCommand } from "../command.ts";
import { switchFlag } from "../flags.ts";

/** `rm`. */
export const command = defineCommand({
  name: "rm",
  summary: "Remove a file or directory",
  description: "The rm command removes a file, or an empty directory, on the supervisor's side.",
  flags: { recursive: switchFlag({ short: "r", help: "Remove a directory with all that is in it" }) },
  args: [{ name: "<path>", completes: "remote-path" }],
  run: async (context, { flags, args: [path = ""] }) => {
    await (await context.client()).files.remove(path, { recursive: flags.recursive });
    return 0;
  },
});
