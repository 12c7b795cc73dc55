import { type CommandContext, defineCommand } from "../command.ts";
import { bashScript } from "../completion/scripts/bash.ts";
import { fishScript } from "../completion/scripts/fish.ts";
import { zshScript } from "../completion/scripts/zsh.ts";
import { UsageError } from "../errors.ts";

const scripts: Readonly<Record<string, (program: string) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

const print = (context: CommandContext, shell: string): void => {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (script === undefined) {
    const known = Object.keys(scripts).join(", ");
    throw new UsageError(`cannot complete for shell ${JSON.stringify(shell)}: known are ${known}`);
  }
  context.stdout.write(script(context.program));
};

/** `completion`. */
export const command = defineCommand({
  name: "completion",
  summary: "Print a script that completes words in a shell",
  description:
    "The completion command prints a script for bash, zsh or fish, with which the shell\n" +
    "completes commands, flags and their values, and asks the supervisor for the names of\n" +
    "services and checks, IDs of changes, and paths on its side. To try it in bash:\n\n" +
    "cobble completion bash > ~/.cobble-completion && . ~/.cobble-completion",
  flags: {},
  args: [{ name: "<shell>", help: "bash, zsh or fish", completes: Object.keys(scripts) }],
  run: (context, { args: [shell = ""] }) => {
    print(context, shell);
    return 0;
  },
});
