import { TaskError } from "./errors.ts";

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

/** The error of a command whose first word is not on PATH. @source Go, package os/exec, ErrNotFound */
export const notOnPath = (name: string): TaskError =>
  new TaskError(`exec: ${JSON.stringify(name)}: executable file not found in $PATH`);
