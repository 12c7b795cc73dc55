import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TraceBuffer } from "../tracing/export.ts";

/** How much is kept, in bytes. */
const maxBytes = 40 * 1024 * 1024;

/** `1-` is what outlasts `0-`; the rest of the name is in the order of time. */
const nameOf = (observed: boolean): string =>
  `${observed ? 1 : 0}-${String(Date.now()).padStart(15, "0")}-${process.pid}.json`;

/**
 * Keeps bodies in files of a folder, which only this user can read. When there is too much the oldest go first, and those of
 * hooks that nobody observes before all others.
 * @source ops 3.9, tracing/ops_tracing/_buffer.py, which keeps them in a database
 */
export const openTraceBuffer = (folder: string): TraceBuffer => {
  const list = async (): Promise<readonly string[]> => {
    const names = await readdir(folder).catch(() => []);
    return names.filter((name) => /^[01]-.*\.json$/.test(name)).sort();
  };
  const makeRoom = async (bytes: number): Promise<void> => {
    const names = await list();
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    let excess = sizes.reduce((sum, size) => sum + size, bytes) - maxBytes;
    for (const [i, name] of names.entries()) {
      if (excess <= 0) return;
      await rm(join(folder, name), { force: true });
      excess -= sizes[i] ?? 0;
    }
  };
  return {
    async add(body, { observed }) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await makeRoom(Buffer.byteLength(body));
      const path = join(folder, nameOf(observed));
      await writeFile(`${path}.new`, body, { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
    async list() {
      const names = await list();
      return [
        ...names.filter((name) => name.startsWith("1")),
        ...names.filter((name) => name.startsWith("0")),
      ];
    },
    read: (name) => readFile(join(folder, name), "utf8"),
    remove: (name) => rm(join(folder, name), { force: true }),
  };
};
