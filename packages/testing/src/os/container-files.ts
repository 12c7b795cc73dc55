import {
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import {
  type AtomicFile,
  type FileAttributes,
  type FileFacts,
  type Files,
  fileError,
} from "@cobble/daemon/core";
import type { FileType } from "@cobble/wire";
import { OwnershipRecords } from "./ownership.ts";
import type { ContainerRoot } from "./root.ts";

const types: Readonly<Record<number, FileType>> = {
  [constants.S_IFREG]: "file",
  [constants.S_IFDIR]: "directory",
  [constants.S_IFLNK]: "symlink",
  [constants.S_IFSOCK]: "socket",
  [constants.S_IFIFO]: "named-pipe",
  [constants.S_IFCHR]: "device",
  [constants.S_IFBLK]: "device",
};

/** Does something with a path; what the system says is wrong becomes an error that names the container's path. */
const guard = <T>(operation: string, path: string, act: () => T): T => {
  try {
    return act();
  } catch (cause) {
    throw fileError(operation, path, { cause });
  }
};

/** A test has to be able to read, write and remove what it finds, whatever its mode is to be. */
const usableMode = (mode: number, isDirectory: boolean): number => mode | (isDirectory ? 0o700 : 0o600);

/**
 * The files of a container, below a folder of the test. Everything is done at once, so that nothing depends on how quick
 * the disk is.
 */
class ContainerFiles implements Files {
  readonly #root: ContainerRoot;
  readonly #records = new OwnershipRecords();
  readonly #nowMs: () => number;

  constructor(root: ContainerRoot, nowMs: () => number) {
    this.#root = root;
    this.#nowMs = nowMs;
  }

  async facts(path: string): Promise<FileFacts> {
    return guard("stat", path, () => {
      const place = this.#root.locate(path, { follow: true });
      return this.#toFacts(place, statSync(place));
    });
  }

  entries: Files["entries"] = async (path, { accept }) => {
    const directory = path.endsWith("/") ? path : `${path}/`;
    const place = guard("open", path, () => this.#root.locate(path, { follow: true }));
    const names = guard("open", path, () => readdirSync(place)).filter(accept);
    return names.map((name) => ({
      name,
      facts: guard("lstat", path, () => {
        const inside = this.#root.locate(directory + name, { follow: false });
        return this.#toFacts(inside, lstatSync(inside));
      }),
    }));
  };

  open: Files["open"] = async (path) => {
    const bytes = guard("open", path, () => readFileSync(this.#root.locate(path, { follow: true })));
    return {
      chunks: (async function* () {
        yield bytes;
      })(),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  };

  async create(path: string, attributes: FileAttributes): Promise<AtomicFile> {
    const place = guard("open", path, () => {
      const found = this.#root.locate(path, { follow: false });
      readdirSync(dirname(found));
      return found;
    });
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => {
        chunks.push(chunk);
        return Promise.resolve();
      },
      commit: async () =>
        guard("rename", path, () => {
          // What was there is replaced, a link too; what is mounted can only be written to.
          if (!this.#root.isMount(path) && !this.#isDirectory(place)) rmSync(place, { force: true });
          writeFileSync(place, Buffer.concat(chunks));
          this.#record(place, attributes, false);
        }),
      discard: () => Promise.resolve(),
    };
  }

  async makeDirectory(path: string, attributes: FileAttributes): Promise<void> {
    guard("mkdir", path, () => {
      const place = this.#root.locate(path, { follow: false });
      mkdirSync(place, { mode: 0o700 });
      this.#record(place, attributes, true);
    });
  }

  async remove(path: string): Promise<void> {
    const place = guard("remove", path, () => this.#root.locate(path, { follow: false }));
    if (this.#root.isMount(path)) throw fileError("remove", path, { code: "EBUSY" });
    guard("remove", path, () => (this.#isDirectory(place) ? rmdirSync(place) : unlinkSync(place)));
    this.#records.forget(place);
  }

  async removeTree(path: string): Promise<void> {
    const place = guard("unlinkat", path, () => this.#root.locate(path, { follow: false }));
    if (this.#root.isMount(path)) throw fileError("unlinkat", path, { code: "EBUSY" });
    guard("unlinkat", path, () => rmSync(place, { recursive: true, force: true }));
    this.#records.forget(place);
  }

  #isDirectory(place: string): boolean {
    return lstatSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
  }

  #record(place: string, { mode, owner }: FileAttributes, isDirectory: boolean): void {
    chmodSync(place, usableMode(mode, isDirectory));
    const seconds = this.#nowMs() / 1000;
    utimesSync(place, seconds, seconds);
    this.#records.set(place, { mode, uid: owner?.uid ?? 0, gid: owner?.gid ?? 0 });
  }

  #toFacts(place: string, stats: Stats): FileFacts {
    const known = this.#records.get(place);
    return {
      type: types[stats.mode & constants.S_IFMT] ?? "unknown",
      sizeBytes: stats.size,
      mode: known?.mode ?? stats.mode & 0o777,
      modifiedMs: stats.mtimeMs,
      // Whoever runs the test, in the container it is root who has made what is there.
      uid: known?.uid ?? 0,
      gid: known?.gid ?? 0,
    };
  }
}

/**
 * The files of a container.
 * @param nowMs the time that new files are given, in milliseconds since 1970
 */
export const createContainerFiles = (root: ContainerRoot, nowMs: () => number): Files =>
  new ContainerFiles(root, nowMs);

/** Whether there is a file at a path of a container. */
export const isFileIn = (root: ContainerRoot, path: string): boolean => {
  const place = root.existing(path);
  return place !== undefined && statSync(place).isFile();
};
