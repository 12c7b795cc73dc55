import { calledAs, commandLine, exit, system } from "./os/process.ts";
import { runCommandLine } from "./run-command-line.ts";

exit(await runCommandLine({ system, words: commandLine(), calledAs: calledAs() }));
