import { defineCommand } from "../command.ts";
import { switchFlag } from "../flags.ts";

/** Shows what the program and its commands do. */
export const command = defineCommand({
  name: "help",
  summary: "Show help about a command",
  description: "The help command tells what the program and its commands do.",
  flags: { all: switchFlag({ long: "all", help: "List every command with a line of explanation" }) },
  args: [{ name: "<command>", count: "any" }],
  run: () => 0,
});
