import type { AuthorDeps } from "../../src/author/command.ts";
import { runAuthorTool } from "../../src/author/run.ts";
import { createAuthorFiles } from "../../src/os/author-files.ts";
import { checkoutFolder, runProgram, templateFolder } from "../../src/os/author-process.ts";
import { writeArchive } from "../../src/os/charm-archive.ts";

/** How the tool ended, and what it said. */
export interface ToolResult {
  readonly exitCode: number;
  readonly said: string;
  readonly complained: string;
}

/** Runs the author's tool on a machine of a known kind, on the same day each time. */
export const runTool = (...words: readonly string[]): Promise<ToolResult> => runToolWith({}, words);

/** The same, with something about the machine changed. */
export const runToolWith = async (
  changes: Partial<AuthorDeps>,
  words: readonly string[],
): Promise<ToolResult> => {
  const [said, complained]: [string[], string[]] = [[], []];
  const exitCode = await runAuthorTool(words, {
    files: createAuthorFiles(),
    template: templateFolder,
    checkout: checkoutFolder(),
    run: runProgram,
    writeArchive,
    print: (line) => said.push(line),
    printError: (line) => complained.push(line),
    architecture: "amd64",
    today: () => Date.UTC(2026, 0, 2),
    interrupted: () => Promise.resolve(),
    ...changes,
  });
  return { exitCode, said: said.join("\n"), complained: complained.join("\n") };
};
