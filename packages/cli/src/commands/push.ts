import { defineCommand } from "../command.ts";
import { ownerFlags, ownerOf } from "../file-owner.ts";
import { switchFlag } from "../flags.ts";

/** `push`. */
export const command = defineCommand({
  name: "push",
  summary: "Copy a file to the supervisor's side",
  description:
    "The push command copies a local file to a path on the supervisor's side. It keeps\n" +
    "the local file's mode unless another one is given.",
  flags: { parents: switchFlag({ short: "p", help: "Make missing parent directories" }), ...ownerFlags },
  args: [
    { name: "<local-path>", completes: "local-path" },
    { name: "<remote-path>", completes: "remote-path" },
  ],
  run: async (context, { flags, args: [local = "", remote = ""] }) => {
    // A mode that cannot be is told before a file that cannot be read.
    ownerOf(flags);
    await using file = await context.openFile(local);
    const options = { ...ownerOf(flags, { localMode: file.permissions }), makeDirs: flags.parents };
    await (await context.client()).files.write(remote, file.chunks(), options);
    return 0;
  },
});
