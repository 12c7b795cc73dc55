import { type FileOwner, PathError } from "@cobble/client";
import type { Connection } from "./connection.ts";
import type { LocalFiles } from "./copy-paths.ts";
import { decodeFile, type Encoding } from "./encoding.ts";
import { type FileInfo, readFileInfo } from "./files.ts";
import { bytesOf, collectBytes, type Source } from "./streams.ts";

/** Loads the files beside the charm, which only copies of whole folders need. */
export type LoadLocalFiles = () => Promise<LocalFiles>;

/** The part of a container that reads and writes its files. */
export class ContainerFiles {
  readonly #connection: Connection;
  readonly #loadLocalFiles: LoadLocalFiles;

  constructor(connection: Connection, loadLocalFiles: LoadLocalFiles) {
    this.#connection = connection;
    this.#loadLocalFiles = loadLocalFiles;
  }

  /**
   * Reads a whole file.
   * @param options.encoding `null` gives its bytes; text as UTF-8 when absent
   * @throws {PathError} when it cannot be read
   * @throws {DecodingError} when it is not text in that encoding
   */
  pull(path: string, options?: { readonly encoding?: Encoding }): Promise<string>;
  pull(path: string, options: { readonly encoding: null }): Promise<Uint8Array>;
  async pull(
    path: string,
    { encoding = "utf8" }: { readonly encoding?: Encoding | null } = {},
  ): Promise<string | Uint8Array> {
    const bytes = await this.#connection.call((client) => collectBytes(client.files.read(path)));
    return encoding === null ? bytes : decodeFile(bytes, { path, encoding });
  }

  /**
   * Reads a file piece by piece, however long it is.
   * @throws {PathError} by the iteration, when it cannot be read
   */
  async *pullStream(path: string): AsyncIterable<Uint8Array> {
    const { reader, first } = await this.#connection.call(async (client) => {
      const reader = client.files.read(path)[Symbol.asyncIterator]();
      return { reader, first: await reader.next() };
    });
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => reader };
  }

  /**
   * Writes a file, in place of what is there.
   * @param source text, bytes, or a stream of either, such as a Node stream or a web `ReadableStream`
   * @param options.encoding how text is written; UTF-8 when absent
   * @param options.makeDirs makes the folders above it first
   * @throws {PathError} when it cannot be written
   */
  async push(
    path: string,
    source: Source,
    options: FileOwner & { readonly encoding?: Encoding; readonly makeDirs?: boolean } = {},
  ): Promise<void> {
    const { encoding = "utf8", ...rest } = options;
    const bytes = bytesOf(source, encoding);
    if (bytes instanceof Uint8Array) {
      await this.#connection.call((client) => client.files.write(path, bytes, rest));
    } else {
      // A stream is read only once, so it must not be begun for a supervisor that is not there yet.
      await this.#connection.call((client) => client.system.info());
      await this.#connection.client.files.write(path, bytes, rest);
    }
  }

  /**
   * Copies files and folders beside the charm into a folder of the container, with their permissions and owners.
   * @param source each a file, a folder, or `FOLDER/*` for what is in it
   * @param destination a folder, by its whole path; made when it is not there
   * @throws {MultiPushPullError} when anything could not be copied; the rest has been
   */
  async pushPath(source: string | readonly string[], destination: string): Promise<void> {
    const { copyPaths } = await import("./copy-paths.ts");
    const local = await this.#loadLocalFiles();
    await copyPaths(
      {
        list: (path) => local.list(path),
        makeDir: (to) => this.makeDir(to, { makeParents: true }),
        copyFile: ({ path, permissions, userId, groupId }, to) =>
          this.push(to, local.read(path), { makeDirs: true, permissions, userId, groupId }),
      },
      { sources: source, to: destination, verb: "push" },
    );
  }

  /**
   * Copies files and folders of the container into a folder beside the charm.
   * @param source each a file, a folder, or `FOLDER/*` for what is in it, by its whole path
   * @param destination a folder; made when it is not there
   * @throws {MultiPushPullError} when anything could not be copied; the rest has been
   */
  async pullPath(source: string | readonly string[], destination: string): Promise<void> {
    const { copyPaths } = await import("./copy-paths.ts");
    const local = await this.#loadLocalFiles();
    await copyPaths(
      {
        list: (path) => this.listFiles(path),
        makeDir: (to) => local.makeDir(to),
        copyFile: ({ path }, to) => local.write(to, this.pullStream(path)),
      },
      { sources: source, to: destination, verb: "pull" },
    );
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
