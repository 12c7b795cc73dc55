import { accessSync, closeSync, constants, openSync, readSync, statSync } from "node:fs";
import { errnoWords } from "./errno.ts";

/** What keeps a program from being started. */
export interface ProgramFault {
  readonly kind: "program" | "interpreter";
  /** What is wrong, as in `"/bin/x" does not exist`. */
  readonly text: string;
}

const quote = (path: string): string => JSON.stringify(path);

const fault = (kind: ProgramFault["kind"], text: string): ProgramFault => ({ kind, text });

const readAt = (fd: number, { offset, length }: { offset: number; length: number }): Buffer => {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, offset));
};

/** An entry of the table of an ELF file: how long it is, the type that names the loader, and where its numbers stand. */
const programHeader = { length: 56, interpreter: 3, offset: 8, size: 32 } as const;

/** The loader that a 64-bit little-endian ELF file names; undefined for a static one. */
const elfLoader = (fd: number, head: Buffer): string | undefined => {
  const [offset, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(56)];
  const table = readAt(fd, { offset, length: programHeader.length * count });
  for (let at = 0; at + programHeader.length <= table.length; at += programHeader.length) {
    if (table.readUInt32LE(at) !== programHeader.interpreter) continue;
    const start = Number(table.readBigUInt64LE(at + programHeader.offset));
    const length = Number(table.readBigUInt64LE(at + programHeader.size));
    return readAt(fd, { offset: start, length: Math.min(length, 4096) })
      .toString()
      .replace(/\0.*$/s, "");
  }
  return undefined;
};

const is64BitElf = (head: Buffer): boolean =>
  head.length >= 64 && head.readUInt32BE(0) === 0x7f454c46 && head[4] === 2 && head[5] === 1;

/** The program that the kernel starts for this one: what a script's first line names, or a binary's loader. */
const interpreterOf = (path: string): string | undefined => {
  const fd = openSync(path, "r");
  try {
    const head = readAt(fd, { offset: 0, length: 256 });
    const script = /^#!\s*(\S+)/.exec(head.toString("latin1"))?.[1];
    return script ?? (is64BitElf(head) ? elfLoader(fd, head) : undefined);
  } finally {
    closeSync(fd);
  }
};

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** The fault of an interpreter; one that cannot be found out, as in a file that may not be read, is none. */
const interpreterFault = (path: string): ProgramFault | undefined => {
  try {
    const interpreter = interpreterOf(path);
    if (interpreter === undefined || exists(interpreter)) return undefined;
    return fault("interpreter", `the interpreter ${quote(interpreter)} of ${quote(path)} does not exist`);
  } catch {
    // The daemon may not read what it may execute, or the file is cut short: then starting it will tell.
    return undefined;
  }
};

/**
 * What keeps a program from being started now, as far as its files show; undefined when nothing does.
 * @param path its absolute path
 */
export const programFault = (path: string): ProgramFault | undefined => {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return fault("program", `${quote(path)} does not exist`);
    if (!found.isFile()) return fault("program", `${quote(path)} is not a file`);
  } catch (error) {
    return fault("program", `${quote(path)} cannot be looked at: ${errnoWords(error)}`);
  }
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return fault("program", `${quote(path)} is not executable`);
  }
  return interpreterFault(path);
};
