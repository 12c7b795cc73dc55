import { createReadStream, createWriteStream, type Stats } from "node:fs";
import { lstat, mkdir, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { LocalEntry, LocalFiles } from "../containers/copy-paths.ts";

const typeOf = (stats: Stats): string => {
  if (stats.isSymbolicLink()) return "symlink";
  if (stats.isDirectory()) return "directory";
  return stats.isFile() ? "file" : "unknown";
};

const entryOf = async (path: string): Promise<LocalEntry> => {
  const stats = await lstat(path);
  const { mode, uid, gid } = stats;
  return { path, type: typeOf(stats), permissions: mode & 0o777, userId: uid, groupId: gid };
};

/** The files of the charm's own container. */
export const createLocalFiles = (): LocalFiles => ({
  async list(path) {
    if (!(await stat(path)).isDirectory()) return [await entryOf(path)];
    const names = await readdir(path);
    return Promise.all(names.sort().map((name) => entryOf(join(path, name))));
  },
  // Opened by its first reader: a stream whose file is not there fails at once, when nobody may be listening yet.
  async *read(path) {
    yield* createReadStream(path);
  },
  async write(path, source) {
    await mkdir(dirname(path), { recursive: true });
    await pipeline(source, createWriteStream(path));
  },
  async makeDir(path) {
    await mkdir(path, { recursive: true });
  },
});
