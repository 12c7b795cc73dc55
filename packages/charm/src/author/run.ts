import { CobbleError } from "@cobble/wire";
import { UsageError } from "../errors.ts";
import { checkCommand } from "./check.ts";
import { type AuthorCommand, type AuthorDeps, readArgs } from "./command.ts";
import { commandHelp, helpText } from "./help.ts";
import { initCommand } from "./init.ts";
import { packCommand } from "./pack.ts";
import { typesCommand } from "./types.ts";
import { toolVersion } from "./version.ts";

/** The commands of `cobble-charm`, in the order of its help. */
export const authorCommands: readonly AuthorCommand[] = [
  initCommand,
  typesCommand,
  checkCommand,
  packCommand,
];

const isHelp = (word: string | undefined): boolean => word === "--help" || word === "-h" || word === "help";

const execute = async (words: readonly string[], deps: AuthorDeps): Promise<0 | 1> => {
  const [name, ...rest] = words;
  if (name === undefined || isHelp(name)) {
    deps.print(helpText(authorCommands).trimEnd());
    return 0;
  }
  if (name === "--version") {
    deps.print(toolVersion);
    return 0;
  }
  const command = authorCommands.find((one) => one.name === name);
  if (command === undefined) {
    const known = authorCommands.map((one) => one.name).join(", ");
    throw new UsageError(`cannot run ${JSON.stringify(name)}: the commands are ${known}`);
  }
  if (rest.some(isHelp)) {
    deps.print(commandHelp(command).trimEnd());
    return 0;
  }
  return command.execute(readArgs(command, rest), deps);
};

/**
 * Runs the author's tool.
 * @param words the arguments after the program's name
 * @returns the exit code: 0; 1 when something is wrong with the charm; 2 when the tool was not called right
 */
export const runAuthorTool = async (words: readonly string[], deps: AuthorDeps): Promise<0 | 1 | 2> => {
  try {
    return await execute(words, deps);
  } catch (error) {
    if (!(error instanceof CobbleError)) throw error;
    deps.printError(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
};
