import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errnoOf, fileError } from "./errno.ts";

/** How a new file or directory is to be. */
export interface FileAttributes {
  /** The permission bits, exactly: the daemon's umask has no say. */
  readonly mode: number;
  /** Absent: the daemon's own user. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

/** A file in the making; nobody sees it under its name before it is committed. */
export interface AtomicFile {
  /** Takes a chunk; settles when it is time for the next. The chunk may not be changed afterwards. */
  write(chunk: Uint8Array): Promise<void>;
  /** Puts the file in its place, on disk whole; what was there before is gone. Nothing is left when it fails. */
  commit(): Promise<void>;
  /** Forgets it. */
  discard(): Promise<void>;
}

/** Chunks are gathered to that many bytes for one write: a trip to the thread pool costs as much as 64 KiB do. */
const writeBytes = 1024 * 1024;

/** Gathers chunks, and writes while the next are gathered. */
class WriteQueue {
  readonly #handle: FileHandle;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#gathered.push(chunk);
    this.#gatheredBytes += chunk.byteLength;
    if (this.#gatheredBytes >= writeBytes) await this.#begin();
  }

  async finish(): Promise<void> {
    if (this.#gatheredBytes > 0) await this.#begin();
    await this.#writing;
  }

  /** Settles when the write before is done: one is under way at any time. */
  async #begin(): Promise<void> {
    await this.#writing;
    const chunks = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#writing = writeAll(this.#handle, chunks);
    // Whoever comes next awaits it and gets the error; until then it is not an unhandled one.
    this.#writing.catch(() => undefined);
  }
}

const writeAll = async (handle: FileHandle, chunks: readonly Uint8Array[]): Promise<void> => {
  const { bytesWritten } = await handle.writev(chunks);
  const size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  if (bytesWritten === size) return;
  // A disk that is getting full takes only a part, and says why when the rest comes.
  let rest = Buffer.concat(chunks).subarray(bytesWritten);
  while (rest.byteLength > 0) rest = rest.subarray((await handle.write(rest)).bytesWritten);
};

/** A directory in the way, which the reference says so of: of one itself, of `.` and `..`, of a name that ends as one. */
const isDirectoryInTheWay = (path: string, cause: unknown): boolean => {
  const code = errnoOf(cause);
  return code === "EISDIR" || code === "EBUSY" || (code === "ENOTDIR" && path.endsWith("/"));
};

/**
 * Begins a file that takes the place of `path` when committed. It is made in the same directory, under a name of its
 * own that ends in `~`.
 * @throws {FileError} when it cannot be made; its text names `path`, never the temporary name
 */
export const createAtomicFile = async (path: string, attributes: FileAttributes): Promise<AtomicFile> => {
  const draft = join(dirname(path), `.${randomBytes(8).toString("hex")}~`);
  const handle = await open(draft, "wx", 0o600).catch((cause: unknown) => {
    throw fileError("open", path, { cause });
  });
  const discard = async (): Promise<void> => {
    await handle.close();
    await unlink(draft);
  };
  const guarded = async (operation: string, act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (cause) {
      await discard();
      throw fileError(operation, path, { cause });
    }
  };
  const { owner, mode } = attributes;
  if (owner !== undefined) await guarded("chown", () => handle.chown(owner.uid, owner.gid));
  await guarded("chmod", () => handle.chmod(mode));
  const queue = new WriteQueue(handle);
  return {
    discard,
    write: (chunk) => guarded("write", () => queue.add(chunk)),
    commit: async () => {
      await guarded("write", () => queue.finish());
      // Without it a crash soon after could leave an empty file where a whole old one was.
      await guarded("sync", () => handle.sync());
      await handle.close();
      await rename(draft, path).catch(async (cause: unknown) => {
        await unlink(draft);
        throw fileError(
          "rename",
          path,
          isDirectoryInTheWay(path, cause) ? { cause, code: "EEXIST" } : { cause },
        );
      });
    },
  };
};
