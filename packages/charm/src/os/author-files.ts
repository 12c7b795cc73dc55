import { watch } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { AuthorFiles } from "../author/files.ts";
import { messageOf } from "../describe-error.ts";
import { AuthorError } from "../errors.ts";
import { hasCode } from "./errno.ts";

const isAbsent = (error: unknown): boolean => hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR");

/** What the system refuses is told with the path, and needs no stack. */
const refused = (what: string, cause: unknown): AuthorError =>
  new AuthorError(`cannot ${what}: ${messageOf(cause)}`, { cause });

/** What a look at a path gives, or undefined when nothing is there. */
const ifThere = async <T>(path: string, look: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await look();
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw refused(`read ${path}`, error);
  }
};

/** How long a run of changes is waited for: an editor writes a file in several steps. */
const settleMs = 50;

/** The author's own files. */
export const createAuthorFiles = (): AuthorFiles => ({
  read: (path) => ifThere(path, () => readFile(path, "utf8")),
  async write(path, text, mode) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      if (mode !== undefined) await chmod(path, mode);
    } catch (error) {
      throw refused(`write ${path}`, error);
    }
  },
  absolute: (path) => resolve(path),
  isFile: async (path) => (await ifThere(path, () => stat(path)))?.isFile() ?? false,
  isProgram: async (path) => (((await ifThere(path, () => stat(path)))?.mode ?? 0) & 0o100) !== 0,
  list: async (folder) => {
    const entries = await ifThere(folder, () => readdir(folder, { recursive: true, withFileTypes: true }));
    return (entries ?? [])
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  },
  makeTempFolder: () => mkdtemp(join(tmpdir(), "cobble-charm-")),
  remove: (path) => rm(path, { recursive: true, force: true }),
  watch(folder, names, onChange) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watcher = watch(folder, (_event, name) => {
      if (name === null || !names.includes(basename(name))) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, settleMs);
    });
    const close = (): void => {
      clearTimeout(timer);
      watcher.close();
    };
    return { close };
  },
});
