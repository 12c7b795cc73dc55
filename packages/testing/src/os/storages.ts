import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, removeFolder } from "./root.ts";

/** The folders of storages; each is made when it is asked for first. */
export class StorageFolders implements Disposable {
  #folder: string | undefined;

  /** Where a storage is, for the charm and the test alike. */
  path(name: string, index: number): string {
    this.#folder ??= makeFolder("cobble-storage-");
    const path = join(this.#folder, name, String(index));
    mkdirSync(path, { recursive: true });
    return path;
  }

  [Symbol.dispose](): void {
    if (this.#folder !== undefined) removeFolder(this.#folder);
    this.#folder = undefined;
  }
}
