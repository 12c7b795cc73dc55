import type { Command } from "../command.ts";
import { CommandError } from "../errors.ts";

/** The tools that a charm calls in its hooks. */
export const command: Command = {
  name: "hook-tool",
  summary: "Serve a hook tool to a charm",
  description: "The hook-tool command is not available in this build.",
  flags: [],
  args: [],
  execute: async () => {
    throw new CommandError('cannot run "hook-tool": not available in this build');
  },
};
