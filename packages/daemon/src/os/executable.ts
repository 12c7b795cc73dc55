import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";
import { errnoOf, errnoText } from "./errno.ts";
import { programFault } from "./program-fault.ts";

/** Whether a program can be started from that file. */
export const isExecutableFile = (path: string): boolean => {
  // Most places of a PATH do not have it, and to say so by an error costs ten times as much.
  if (!existsSync(path)) return false;
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

/** Why a program cannot run in a directory: the name of the system's error, and words for it. */
export interface DirectoryFault {
  readonly code: string;
  readonly text: string;
}

const faultOf = (code: string): DirectoryFault => ({ code, text: errnoText(code) });

/** What is wrong with a directory that a program is to run in; `undefined` when nothing is. */
export const directoryFault = (path: string): DirectoryFault | undefined => {
  try {
    return statSync(path).isDirectory() ? undefined : faultOf("ENOTDIR");
  } catch (error) {
    return faultOf(errnoOf(error));
  }
};

/** Finds programs, and looks at where they are to run. */
export interface Programs {
  readonly find: typeof findExecutable;
  readonly isExecutable: typeof isExecutableFile;
  readonly directoryFault: typeof directoryFault;
  readonly fault: typeof programFault;
}

/** The programs of this machine. */
export const createPrograms = (): Programs => ({
  find: findExecutable,
  isExecutable: isExecutableFile,
  directoryFault,
  fault: programFault,
});
