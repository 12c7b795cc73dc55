import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  type Stats,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, resolve } from "node:path";
import { TestingError } from "../errors.ts";

/** The most links that one path may lead through, as in Linux. */
const maxLinks = 40;

/** The folders that are there now. The list is the process's, as its end is: nobody else could remove what a test forgot. */
const folders = new Set<string>();

const removeFolders = (): void => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
};

/** Makes a folder that is gone when the process ends, at the latest. */
export const makeFolder = (prefix: string): string => {
  if (folders.size === 0) {
    process.off("exit", removeFolders);
    process.on("exit", removeFolders);
  }
  const folder = mkdtempSync(join(tmpdir(), prefix));
  folders.add(folder);
  return folder;
};

/** Removes a folder that was made here. */
export const removeFolder = (folder: string): void => {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
};

/** A path leads in a circle of links. */
class LinkLoop extends Error {
  readonly code = "ELOOP";
}

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "" && part !== ".");

const statOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

/**
 * The file system of a container: a folder of the test, in which `/etc/x` is `FOLDER/etc/x`. Links are followed as the
 * container sees them, so that none of them leads to a file of this machine; only mounts do.
 */
export class ContainerRoot implements Disposable {
  readonly #mounts = new Map<string, string>();
  #folder: string | undefined;

  /** The folder; it is made when it is asked for first. */
  get folder(): string {
    this.#folder ??= makeFolder("cobble-container-");
    return this.#folder;
  }

  /** Whether anything was ever looked for in it. */
  get isUsed(): boolean {
    return this.#folder !== undefined;
  }

  /**
   * Shows a file or a folder of this machine at a path of the container; it can be written to.
   * @throws {TestingError} when there is nothing at the source
   */
  mount(location: string, source: string): void {
    if (!existsSync(source)) {
      throw new TestingError(
        "mount",
        `cannot mount ${JSON.stringify(source)}: there is no such file or folder`,
      );
    }
    const clean = posix.join("/", location);
    const placeholder = join(this.folder, clean);
    mkdirSync(dirname(placeholder), { recursive: true });
    rmSync(placeholder, { recursive: true, force: true });
    symlinkSync(resolve(source), placeholder);
    this.#mounts.set(clean, resolve(source));
  }

  /** Whether something is mounted at exactly this path. */
  isMount(path: string): boolean {
    return this.#mounts.has(posix.join("/", path));
  }

  /**
   * Where a path of the container lies on this machine. It need not be there.
   * @param options.follow whether a link at its end is followed, too
   * @throws {Error} ELOOP when links lead in a circle
   */
  locate(path: string, options: { readonly follow: boolean }): string {
    const rest = partsOf(path);
    const shown: string[] = [];
    const places = [this.folder];
    for (let links = 0; rest.length > 0; ) {
      const part = rest.shift() ?? "";
      if (part === "..") {
        shown.pop();
        if (places.length > 1) places.pop();
        continue;
      }
      const next = this.#mounts.get(`/${[...shown, part].join("/")}`) ?? join(places.at(-1) ?? "", part);
      const target = this.#linkAt(next, [...shown, part]);
      if (target === undefined || (rest.length === 0 && !options.follow)) {
        shown.push(part);
        places.push(next);
        continue;
      }
      if (++links > maxLinks) throw new LinkLoop("too many levels of symbolic links");
      rest.unshift(...partsOf(target));
      if (!target.startsWith("/")) continue;
      shown.length = 0;
      places.length = 1;
    }
    return places.at(-1) ?? this.folder;
  }

  /** Where a link of the container points. */
  #linkAt(place: string, shown: readonly string[]): string | undefined {
    if (this.isMount(shown.join("/"))) return undefined;
    return statOf(place)?.isSymbolicLink() ? readlinkSync(place) : undefined;
  }

  /** Where a file of the container lies, if there is one. */
  existing(path: string): string | undefined {
    if (!this.isUsed) return undefined;
    const place = this.locate(path, { follow: true });
    return existsSync(place) ? place : undefined;
  }

  [Symbol.dispose](): void {
    if (this.#folder !== undefined) removeFolder(this.#folder);
    this.#folder = undefined;
    this.#mounts.clear();
  }
}
