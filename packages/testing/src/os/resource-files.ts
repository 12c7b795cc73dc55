import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder, removeFolder } from "./root.ts";

/** Files of resources, in a folder that is made when one is written first. */
export class ResourceFiles implements Disposable {
  #folder: string | undefined;

  /** Writes a file. @param name as in `seed/seed.txt` @returns where it is */
  write(name: string, content: string | Uint8Array): string {
    this.#folder ??= makeFolder("cobble-resource-");
    const path = join(this.#folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  [Symbol.dispose](): void {
    if (this.#folder !== undefined) removeFolder(this.#folder);
    this.#folder = undefined;
  }
}
