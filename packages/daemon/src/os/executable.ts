import { accessSync, constants, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";
import { errnoText } from "../start-errors.ts";

/** Whether a program can be started from that file. */
export const isExecutableFile = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there or not allowed: either way it cannot be executed.
    return false;
  }
};

/**
 * Finds the file of a command's first word: as it stands when it has a slash, otherwise along PATH.
 * @param options.path the PATH to search: the daemon's own, as in the reference
 * @returns an absolute path, or `undefined` when there is none
 */
export const findExecutable = (
  name: string,
  options: { readonly path: string; readonly workingDir?: string },
): string | undefined => {
  if (name.includes("/")) return resolve(options.workingDir ?? "", name);
  for (const directory of options.path.split(delimiter)) {
    const candidate = resolve(directory === "" ? "." : directory, name);
    if (isExecutableFile(candidate)) return candidate;
  }
  return undefined;
};

/** What a path is, as far as starting a program from it is concerned; empty when nothing is wrong. */
export const directoryFault = (path: string): string => {
  try {
    return statSync(path).isDirectory() ? "" : errnoText("ENOTDIR");
  } catch (error) {
    return errnoText((error as NodeJS.ErrnoException).code ?? "EIO");
  }
};

/** Finds programs, and looks at where they are to run. */
export interface Programs {
  readonly find: typeof findExecutable;
  readonly isExecutable: typeof isExecutableFile;
  readonly directoryFault: typeof directoryFault;
}

/** The programs of this machine. */
export const createPrograms = (): Programs => ({
  find: findExecutable,
  isExecutable: isExecutableFile,
  directoryFault,
});
