import { constants, type Stats } from "node:fs";
import { chmod, chown, lstat, mkdir, readdir, rm, rmdir, stat, unlink } from "node:fs/promises";
import type { FileType } from "@cobble/wire";
import { systemPath, textOfPath } from "../path-bytes.ts";
import { type AtomicFile, createAtomicFile, type FileAttributes } from "./atomic-file.ts";
import { errnoOf, fileError } from "./errno.ts";
import { type OpenFile, openFile } from "./open-file.ts";

/** What the file system says of a file. */
export interface FileFacts {
  readonly type: FileType;
  readonly sizeBytes: number;
  /** The permission bits, without set-user-ID and its like. */
  readonly mode: number;
  readonly modifiedMs: number;
  readonly uid: number;
  readonly gid: number;
}

/** A name in a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly facts: FileFacts;
}

/** The file system. Every method throws {@link FileError} with the operation, the path and the reason. */
export interface Files {
  /** Follows symbolic links. */
  facts(path: string): Promise<FileFacts>;
  /** What is in a directory, in no order; links are not followed, and what vanishes meanwhile is left out. */
  entries(path: string, options: { readonly accept: (name: string) => boolean }): Promise<DirectoryEntry[]>;
  /**
   * Opens a file for reading; whoever has it disposes of it.
   * @param options.sizeBytes what it is likely to hold
   */
  open(path: string, options: { readonly sizeBytes: number }): Promise<OpenFile>;
  /** Begins a file that replaces whatever is at `path` when it is committed. */
  create(path: string, attributes: FileAttributes): Promise<AtomicFile>;
  /** Makes one directory; nothing is left when it fails. */
  makeDirectory(path: string, attributes: FileAttributes): Promise<void>;
  /** Removes a file or an empty directory. */
  remove(path: string): Promise<void>;
  /** Removes whatever there is, and is content with nothing. */
  removeTree(path: string): Promise<void>;
}

/** How many entries of a directory are asked for at once. */
const statBatch = 256;

const types: Readonly<Record<number, FileType>> = {
  [constants.S_IFREG]: "file",
  [constants.S_IFDIR]: "directory",
  [constants.S_IFLNK]: "symlink",
  [constants.S_IFSOCK]: "socket",
  [constants.S_IFIFO]: "named-pipe",
  [constants.S_IFCHR]: "device",
  [constants.S_IFBLK]: "device",
};

const toFacts = (stats: Stats): FileFacts => ({
  type: types[stats.mode & constants.S_IFMT] ?? "unknown",
  sizeBytes: stats.size,
  mode: stats.mode & 0o777,
  modifiedMs: stats.mtimeMs,
  uid: stats.uid,
  gid: stats.gid,
});

const facts = async (path: string): Promise<FileFacts> => {
  try {
    return toFacts(await stat(systemPath(path)));
  } catch (cause) {
    throw fileError("stat", path, { cause });
  }
};

const entryFacts = (path: string): Promise<FileFacts | undefined> =>
  lstat(systemPath(path)).then(toFacts, (cause: unknown) => {
    if (errnoOf(cause) === "ENOENT") return undefined;
    throw fileError("lstat", path, { cause });
  });

const readNames = async (path: string): Promise<readonly string[]> => {
  try {
    const names = await readdir(systemPath(path));
    if (!names.some((name) => name.includes("\ufffd"))) return names;
    // Some may not be UTF-8. Bytes are not asked for at once because they take twice as long.
    return (await readdir(systemPath(path), { encoding: "buffer" })).map((name) => textOfPath(name));
  } catch (cause) {
    throw fileError("open", path, { cause });
  }
};

const entries: Files["entries"] = async (path, { accept }) => {
  const names = (await readNames(path)).filter(accept);
  const prefix = path.endsWith("/") ? path : `${path}/`;
  const found: DirectoryEntry[] = [];
  for (let from = 0; from < names.length; from += statBatch) {
    const batch = names.slice(from, from + statBatch);
    const known = await Promise.all(batch.map((name) => entryFacts(prefix + name)));
    for (const [index, facts] of known.entries()) {
      if (facts !== undefined) found.push({ name: batch[index] ?? "", facts });
    }
  }
  return found;
};

const makeDirectory: Files["makeDirectory"] = async (path, attributes) => {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (cause) {
    throw fileError("mkdir", path, { cause });
  }
  try {
    if (attributes.owner !== undefined) await chown(path, attributes.owner.uid, attributes.owner.gid);
    // The mode is set apart from the making because the daemon's umask is not to have a say.
    await chmod(path, attributes.mode);
  } catch (cause) {
    await rmdir(path);
    throw fileError("chown", path, { cause });
  }
};

const remove: Files["remove"] = async (path) => {
  try {
    await unlink(path);
  } catch (cause) {
    if (!["EISDIR", "EPERM"].includes(errnoOf(cause))) throw fileError("remove", path, { cause });
    await rmdir(path).catch((second: unknown) => {
      // Of a file that may not be removed, rmdir only says that it is no directory.
      const useful = errnoOf(second) === "ENOTDIR" ? cause : second;
      throw fileError("remove", path, { cause: useful });
    });
  }
};

const removeTree: Files["removeTree"] = async (path) => {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (cause) {
    const inner = cause instanceof Error && "path" in cause ? String(cause.path) : path;
    throw fileError("unlinkat", inner, { cause });
  }
};

/** The files of this machine. */
export const createFiles = (): Files => {
  // Asked for once: the system tells it only by changing it for a moment, in which a file could be made.
  const umask = process.umask();
  return {
    facts,
    entries,
    open: openFile,
    create: async (path, attributes) => createAtomicFile(path, { attributes, umask }),
    makeDirectory,
    remove,
    removeTree,
  };
};
