import { defineCommand } from "../command.ts";
import { ownerFlags, ownerOf } from "../file-owner.ts";
import { switchFlag } from "../flags.ts";

/** `mkdir`. */
export const command = defineCommand({
  name: "mkdir",
  summary: "Make a directory",
  description: "The mkdir command makes a directory on the supervisor's side.",
  flags: {
    parents: switchFlag({ short: "p", help: "Make missing parents too, and accept one that exists" }),
    ...ownerFlags,
  },
  args: [{ name: "<path>", completes: "remote-directory" }],
  run: async (context, { flags, args: [path = ""] }) => {
    const options = { ...ownerOf(flags), makeParents: flags.parents };
    await (await context.client()).files.makeDir(path, options);
    return 0;
  },
});
