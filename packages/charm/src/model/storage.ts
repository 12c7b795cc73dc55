import type { CharmTypes, StorageName } from "../charm-types.ts";
import { ModelError, UnknownNameError } from "../errors.ts";
import type { StorageTools } from "../hook-tools/storage.ts";
import { Answers, askOnce } from "./ask-once.ts";

/** What a storage is made from. */
export interface StorageDeps {
  readonly name: string;
  readonly index: number;
  readonly tools: Pick<StorageTools, "storageGet">;
  /** Where it is, if an event said so: when it is about to go, nobody else may know. */
  readonly location?: string | undefined;
}

/** One storage of the unit. */
export class Storage {
  /** As in `data`. */
  readonly name: string;
  /** Which of those of the name; the only one is usually 0. */
  readonly index: number;
  readonly #location: () => Promise<string>;

  constructor({ name, index, tools, location }: StorageDeps) {
    this.name = name;
    this.index = index;
    this.#location = askOnce(async () => location ?? (await tools.storageGet(this.fullId)).location);
  }

  /** As in `data/0`. */
  get fullId(): string {
    return `${this.name}/${this.index}`;
  }

  /** The folder or device in the charm's own container or machine; asked for once. */
  getLocation(): Promise<string> {
    return this.#location();
  }
}

/** What the storages are made from. */
export interface StoragesDeps {
  /** The names that the charm's description has. */
  readonly names: readonly string[];
  readonly tools: StorageTools;
}

/** The storages of the unit. */
export class Storages<T extends CharmTypes = CharmTypes> {
  readonly #deps: StoragesDeps;
  readonly #known = new Answers<readonly Storage[]>();

  constructor(deps: StoragesDeps) {
    this.#deps = deps;
  }

  /** The names of the storages that the charm's description has. */
  get names(): readonly string[] {
    return this.#deps.names;
  }

  /**
   * The attached storages of a name; asked for once in a hook.
   * @throws {UnknownNameError} when the charm's description has no storage of that name
   */
  async get(name: StorageName<T>): Promise<readonly Storage[]> {
    this.#assertName(name);
    return this.#known.get(name, () => this.#list(name));
  }

  /**
   * Asks for more storages of a name. An event tells when they are there.
   * @param count how many; 1 when absent
   * @throws {UnknownNameError} when the charm's description has no storage of that name
   * @throws {ModelError} when the count is no whole number above 0
   */
  async request(name: StorageName<T>, count = 1): Promise<void> {
    this.#assertName(name);
    if (!Number.isSafeInteger(count) || count < 1) {
      throw new ModelError(
        "storage-count",
        `cannot add ${count} storages of ${name}: it has to be a whole number above 0`,
      );
    }
    await this.#deps.tools.storageAdd(name, count);
  }

  async #list(name: string): Promise<readonly Storage[]> {
    const ids = await this.#deps.tools.storageList(name);
    return ids.map((id) => {
      const index = Number(id.split("/").at(-1));
      return new Storage({ name, index, tools: this.#deps.tools });
    });
  }

  #assertName(name: string): void {
    if (this.#deps.names.includes(name)) return;
    throw new UnknownNameError("storage", { missing: name, known: this.#deps.names });
  }
}
