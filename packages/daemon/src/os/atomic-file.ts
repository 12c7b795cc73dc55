import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, unlink, writeFile } from "node:fs/promises";
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
  /**
   * Takes a chunk; settles when it is time for the next. The chunk may not be changed afterwards.
   * @throws {FileError} when the file cannot be made or written; nothing is left of it then
   */
  write(chunk: Uint8Array): Promise<void>;
  /**
   * Puts the file in its place, on disk whole; what was there before is gone.
   * @throws {FileError} when that cannot be; nothing is left of it then
   */
  commit(): Promise<void>;
  /** Forgets it. */
  discard(): Promise<void>;
}

/** Chunks are gathered to that many bytes for one write: a trip to the thread pool costs as much as 64 KiB do. */
const writeBytes = 1024 * 1024;

/** So much is received between two collections of what has been written: left to itself the runtime lets 300 MiB gather. */
const collectEveryBytes = 32 * 1024 * 1024;

/** Gathers chunks, and writes while the next are gathered. */
class WriteQueue {
  readonly #handle: FileHandle;
  #uncollectedBytes = 0;
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

  #collect(writtenBytes: number): void {
    this.#uncollectedBytes += writtenBytes;
    if (this.#uncollectedBytes < collectEveryBytes) return;
    this.#uncollectedBytes = 0;
    Bun.gc(false);
  }

  /** Settles when the write before is done: one is under way at any time. */
  async #begin(): Promise<void> {
    await this.#writing;
    const chunks = this.#gathered;
    this.#collect(this.#gatheredBytes);
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

/** A file up to that size is kept until it is whole, and then written by one trip to the thread pool instead of five. */
const smallBytes = 64 * 1024;

/** The file under its own name, until it takes the place of another. */
class Draft implements AtomicFile {
  readonly #path: string;
  readonly #draftPath: string;
  readonly #attributes: FileAttributes;
  /** Whether the system makes the file with exactly its mode, and for the right owner. */
  readonly #isPlain: boolean;
  readonly #kept: Uint8Array[] = [];
  #keptBytes = 0;
  #handle: FileHandle | undefined;
  #queue: WriteQueue | undefined;

  constructor(path: string, options: { readonly attributes: FileAttributes; readonly umask: number }) {
    const { attributes, umask } = options;
    this.#path = path;
    this.#draftPath = join(dirname(path), `.${randomBytes(8).toString("hex")}~`);
    this.#attributes = attributes;
    this.#isPlain = attributes.owner === undefined && (attributes.mode & umask) === 0;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#keptBytes += chunk.byteLength;
    if (this.#queue === undefined && this.#isPlain && this.#keptBytes <= smallBytes) {
      this.#kept.push(chunk);
      return;
    }
    const queue = await this.#open();
    await this.#guard("write", () => queue.add(chunk));
  }

  /** Both the content and the directory are on disk when it settles, as in the reference: a crash takes neither away. */
  async commit(): Promise<void> {
    await (this.#queue === undefined && this.#isPlain ? this.#writeWhole() : this.#writeRest());
    const directory = await this.#openDirectory();
    try {
      await this.#takePlace();
      await directory.sync().catch((cause: unknown) => {
        // Some file systems keep directories by themselves, and know no such thing.
        if (errnoOf(cause) !== "EINVAL") throw fileError("sync", dirname(this.#path), { cause });
      });
    } finally {
      await directory.close();
    }
  }

  async discard(): Promise<void> {
    if (this.#handle === undefined) return;
    await this.#handle.close();
    await unlink(this.#draftPath);
  }

  /** Makes the file, and queues what has been kept of it. */
  async #open(): Promise<WriteQueue> {
    if (this.#queue !== undefined) return this.#queue;
    const handle = await open(this.#draftPath, "wx", 0o600).catch((cause: unknown) => {
      throw fileError("open", this.#path, { cause });
    });
    this.#handle = handle;
    const { owner, mode } = this.#attributes;
    if (owner !== undefined) await this.#guard("chown", () => handle.chown(owner.uid, owner.gid));
    await this.#guard("chmod", () => handle.chmod(mode));
    const queue = new WriteQueue(handle);
    this.#queue = queue;
    for (const chunk of this.#kept) await this.#guard("write", () => queue.add(chunk));
    return queue;
  }

  async #writeRest(): Promise<void> {
    const queue = await this.#open();
    await this.#guard("write", () => queue.finish());
    await this.#guard("sync", async () => this.#handle?.sync());
    await this.#handle?.close();
  }

  async #writeWhole(): Promise<void> {
    try {
      const how = { flag: "wx", mode: this.#attributes.mode, flush: true };
      await writeFile(this.#draftPath, Buffer.concat(this.#kept), how);
    } catch (cause) {
      const operation = cause instanceof Error && "syscall" in cause ? String(cause.syscall) : "write";
      if (operation !== "open") await unlink(this.#draftPath);
      throw fileError(operation, this.#path, { cause });
    }
  }

  /** @source pebble 1.32, seen: in a directory that it may write but not read, a file is not written */
  async #openDirectory(): Promise<FileHandle> {
    const directory = dirname(this.#path);
    try {
      return await open(directory, "r");
    } catch (cause) {
      await unlink(this.#draftPath);
      throw fileError("open", directory, { cause });
    }
  }

  async #takePlace(): Promise<void> {
    try {
      await rename(this.#draftPath, this.#path);
    } catch (cause) {
      await unlink(this.#draftPath);
      const isInTheWay = isDirectoryInTheWay(this.#path, cause);
      throw fileError("rename", this.#path, isInTheWay ? { cause, code: "EEXIST" } : { cause });
    }
  }

  /** Leaves nothing behind when `act` fails. */
  async #guard(operation: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      await this.discard();
      throw fileError(operation, this.#path, { cause });
    }
  }
}

/**
 * Begins a file that takes the place of `path` when committed. It is made in the same directory, under a name of its
 * own that ends in `~`; that it cannot be made may be found out at any step, and its text names `path`.
 * @param options.umask what the system takes away from the mode of a file that is made
 */
export const createAtomicFile = (
  path: string,
  options: { readonly attributes: FileAttributes; readonly umask: number },
): AtomicFile => new Draft(path, options);
