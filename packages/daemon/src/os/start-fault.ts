import { closeSync, openSync, readSync, statSync } from "node:fs";
import { errnoOf } from "./errno.ts";
import { directoryFault } from "./executable.ts";
import { lookAs } from "./libc.ts";
import { programFault } from "./program-fault.ts";
import type { SpawnSpec } from "./spawn-spec.ts";

const quote = (path: string): string => JSON.stringify(path);

/**
 * Whether the user that a program is to run as may not enter its working directory. The kernel would not tell: the
 * runtime enters it before it becomes that user.
 */
export const isDirectoryClosed = ({ workingDir, uid, gid }: SpawnSpec): boolean => {
  if (workingDir === undefined || uid === undefined) return false;
  try {
    lookAs({ uid, gid }, () => statSync(`${workingDir}/.`));
    return false;
  } catch (error) {
    // Whatever else is wrong with it, the start will tell.
    return errnoOf(error) === "EACCES";
  }
};

const directoryText = (spec: SpawnSpec): string | undefined => {
  if (spec.workingDir === undefined) return undefined;
  const name = `the working directory ${quote(spec.workingDir)}`;
  if (isDirectoryClosed(spec)) return `user ${spec.uid} may not enter ${name}`;
  const fault = directoryFault(spec.workingDir);
  if (fault === undefined) return undefined;
  if (fault.code === "ENOENT") return `${name} does not exist`;
  return fault.code === "ENOTDIR" ? `${name} is not a directory` : `${name}: ${fault.text}`;
};

/** What no kernel starts: neither the head of a binary of Linux nor the first line of a script. */
const isUnknownFormat = (file: string): boolean => {
  const head = Buffer.alloc(4);
  const fd = openSync(file, "r");
  try {
    readSync(fd, head, 0, 4, 0);
  } finally {
    closeSync(fd);
  }
  return head.readUInt32BE(0) !== 0x7f454c46 && head.toString("latin1", 0, 2) !== "#!";
};

const formatText = (file: string): string | undefined => {
  try {
    if (!isUnknownFormat(file)) return `${quote(file)} is damaged, or for another kind of machine`;
    return `${quote(file)} is neither a binary nor a script that begins with #! and its interpreter`;
  } catch {
    // The daemon may not read what it may execute: the error itself says what is to be said.
    return undefined;
  }
};

const programText = ({ file, uid }: SpawnSpec, code: string): string | undefined => {
  if (code === "ENOEXEC") return formatText(file);
  const fault = programFault(file);
  if (fault !== undefined) return fault.text;
  return code === "EACCES" && uid !== undefined ? `user ${uid} may not execute ${quote(file)}` : undefined;
};

/**
 * Which of all that a start needs is missing: the kernel has one error for the program, its interpreter, the directory and
 * the right to each of them.
 * @param code the error's name, such as `ENOENT`
 * @returns a clause in brackets for behind the reference's sentence, or nothing where that says it all
 */
export const startFault = (spec: SpawnSpec, code: string): string => {
  const text = directoryText(spec) ?? programText(spec, code);
  return text === undefined || text === `${quote(spec.file)} does not exist` ? "" : ` (${text})`;
};
