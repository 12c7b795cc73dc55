import type { Command } from "../command.ts";
import { CommandError } from "../errors.ts";

/** The local pod runner. */
export const command: Command = {
  name: "pod",
  summary: "Run a charm and its workloads on this machine",
  description: "The pod command is not available in this build.",
  flags: [],
  args: [],
  execute: async () => {
    throw new CommandError('cannot run "pod": not available in this build');
  },
};
