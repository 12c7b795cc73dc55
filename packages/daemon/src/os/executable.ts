import { accessSync, constants, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";
import { TaskError } from "../errors.ts";

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

/** The errors of a failed start that have words of their own, in those of the reference. */
const errnoTexts: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  ENOENT: "no such file or directory",
  ENOEXEC: "exec format error",
  ENOTDIR: "not a directory",
  EISDIR: "permission denied",
  EPERM: "operation not permitted",
  E2BIG: "argument list too long",
  EAGAIN: "resource temporarily unavailable",
  EMFILE: "too many open files",
  ENOMEM: "cannot allocate memory",
  ETXTBSY: "text file busy",
};

/** Words for an errno name such as `ENOENT`. */
export const errnoText = (code: string): string => errnoTexts[code] ?? code;

/** What a path is, as far as starting a program from it is concerned; empty when nothing is wrong. */
export const directoryFault = (path: string): string => {
  try {
    return statSync(path).isDirectory() ? "" : errnoText("ENOTDIR");
  } catch (error) {
    return errnoText((error as NodeJS.ErrnoException).code ?? "EIO");
  }
};

/** The error of a command whose first word is not on PATH. @source Go, package os/exec, ErrNotFound */
export const notOnPath = (name: string): TaskError =>
  new TaskError(`exec: ${JSON.stringify(name)}: executable file not found in $PATH`);
