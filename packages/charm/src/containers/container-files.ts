import { type FileOwner, type FileSource, PathError } from "@cobble/client";
import type { Connection } from "./connection.ts";
import { collectBytes, type FileInfo, readFileInfo } from "./files.ts";

/** The part of a container that reads and writes its files. */
export class ContainerFiles {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Reads a whole file.
   * @param options.encoding `null` gives its bytes; text as UTF-8 when absent
   * @throws {PathError} when it cannot be read
   */
  pull(path: string, options?: { readonly encoding?: "utf8" }): Promise<string>;
  pull(path: string, options: { readonly encoding: null }): Promise<Uint8Array>;
  async pull(
    path: string,
    options: { readonly encoding?: "utf8" | null } = {},
  ): Promise<string | Uint8Array> {
    const bytes = await this.#connection.call((client) => collectBytes(client.files.read(path)));
    return options.encoding === null ? bytes : new TextDecoder().decode(bytes);
  }

  /**
   * Writes a file, in place of what is there.
   * @param source text, which is written as UTF-8, bytes, or a stream of bytes
   * @param options.makeDirs makes the folders above it first
   * @throws {PathError} when it cannot be written
   */
  async push(
    path: string,
    source: FileSource,
    options: FileOwner & { readonly makeDirs?: boolean } = {},
  ): Promise<void> {
    await this.#connection.call((client) => client.files.write(path, source, options));
  }

  /**
   * What is in a folder, by name; of a file, the file.
   * @param options.pattern only names that fit, as in `*.conf`
   * @param options.itself the folder, and not what is in it
   * @throws {PathError} when nothing is there
   */
  async listFiles(
    path: string,
    options: { readonly pattern?: string; readonly itself?: boolean } = {},
  ): Promise<readonly FileInfo[]> {
    return (await this.#connection.call((client) => client.files.list(path, options))).map(readFileInfo);
  }

  /**
   * Makes a folder.
   * @param options.makeParents makes those above it too, and is content when it is there already
   * @throws {PathError} when it cannot be made
   */
  async makeDir(path: string, options: FileOwner & { readonly makeParents?: boolean } = {}): Promise<void> {
    await this.#connection.call((client) => client.files.makeDir(path, options));
  }

  /**
   * Removes a file or an empty folder.
   * @param options.recursive removes a folder with all that is in it, and is content when nothing is there
   * @throws {PathError} when it cannot be removed
   */
  async removePath(path: string, options: { readonly recursive?: boolean } = {}): Promise<void> {
    await this.#connection.call((client) => client.files.remove(path, options));
  }

  /** Whether there is anything at that path. */
  async exists(path: string): Promise<boolean> {
    return (await this.#stat(path)) !== undefined;
  }

  /** Whether there is a folder at that path. */
  async isDir(path: string): Promise<boolean> {
    return (await this.#stat(path))?.type === "directory";
  }

  async #stat(path: string): Promise<FileInfo | undefined> {
    try {
      return (await this.listFiles(path, { itself: true }))[0];
    } catch (error) {
      if (error instanceof PathError && error.kind === "not-found") return undefined;
      throw error;
    }
  }
}
