import { join } from "node:path";
import { CobbleError } from "@cobble/wire";
import type { AuthorArgs, AuthorCommand, AuthorDeps } from "./command.ts";
import { declarationsFile, printDeclarations } from "./declarations.ts";
import { loadProject, type Project, projectFiles } from "./project.ts";

/** The project's declarations, as they should be. */
export const makeDeclarations = ({ charm, texts }: Project): string =>
  printDeclarations(charm, texts.main.file);

/** Whether the project's declarations are what its description says. */
export const areCurrent = async (project: Project, deps: AuthorDeps): Promise<boolean> =>
  (await deps.files.read(join(project.folder, declarationsFile))) === makeDeclarations(project);

const writeDeclarations = async (folder: string, deps: AuthorDeps): Promise<void> => {
  const project = await loadProject(deps.files, folder);
  if (await areCurrent(project, deps)) {
    deps.print(`${declarationsFile} is what ${project.texts.main.file} says`);
    return;
  }
  await deps.files.write(join(folder, declarationsFile), makeDeclarations(project));
  deps.print(`wrote ${declarationsFile} from ${project.texts.main.file}`);
};

/** Writes the declarations again and again; a file that is being edited may well be wrong for a while. */
const watchProject = async (folder: string, deps: AuthorDeps): Promise<0> => {
  const writeOrTell = async (): Promise<void> => {
    try {
      await writeDeclarations(folder, deps);
    } catch (error) {
      if (!(error instanceof CobbleError)) throw error;
      deps.printError(error.message);
    }
  };
  await writeOrTell();
  const watcher = deps.files.watch(folder, projectFiles, () => void writeOrTell());
  deps.print("waiting for changes; end with Ctrl-C");
  await deps.interrupted();
  watcher.close();
  return 0;
};

const execute = async (args: AuthorArgs, deps: AuthorDeps): Promise<0 | 1> => {
  if (args.has("watch")) return watchProject(args.folder, deps);
  if (!args.has("check")) {
    await writeDeclarations(args.folder, deps);
    return 0;
  }
  const project = await loadProject(deps.files, args.folder);
  if (await areCurrent(project, deps)) return 0;
  deps.printError(`${declarationsFile} is not what ${project.texts.main.file} says: run cobble-charm types`);
  return 1;
};

/** `cobble-charm types`. */
export const typesCommand: AuthorCommand = {
  name: "types",
  usage: "types [--watch | --check] [FOLDER]",
  summary: `write ${declarationsFile}, by which the compiler knows what charmcraft.yaml declares`,
  flags: [
    { name: "watch", summary: "write it again whenever the description changes" },
    { name: "check", summary: "write nothing, and fail when it is old" },
  ],
  execute,
};
