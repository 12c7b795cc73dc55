/**
 * The command line: `main.ts` is what is compiled to the executable. It may import every package; the supervisor, the
 * client and the agent are loaded only by the commands that need them. What is exported here lets a program run one
 * command line with inputs and outputs of its own.
 *
 * @example
 * import { runCommandLine, system } from "@cobble/cli";
 *
 * const code = await runCommandLine({ system, words: ["version", "--client"], calledAs: "cobble" });
 * console.log(code); // 0
 */
export type * from "./command.ts";
export { system } from "./os/process.ts";
export { type Invocation, runCommandLine } from "./run-command-line.ts";
export type * from "./system.ts";
