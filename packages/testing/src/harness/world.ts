import type { Charm, CloudSpec } from "@cobble/charm";
import { testEvents } from "../context/event.ts";
import { TestingError } from "../errors.ts";
import { getRelation } from "../state/find.ts";
import { defaultNetwork, type NetworkInput } from "../state/network.ts";
import { HarnessSecrets } from "./secrets.ts";

/** What Juju tells of an image, when a test does not say it. @source ops 3.9, ops/_private/harness.py, add_oci_resource */
const defaultImage = { registrypath: "registrypath", username: "username", password: "password" } as const;

/** The networks, resources, storages, the model and the cloud of a harness. */
export class HarnessWorld<C extends Pick<Charm, "framework">> extends HarnessSecrets<C> {
  /**
   * Says how the unit is reached through an endpoint or an extra binding; what is not said is as by default.
   * @param binding as in `db`, or as in `db:3` for one relation of an endpoint
   * @throws {TestingError} when there is no such relation
   */
  addNetwork(binding: string, network: NetworkInput): void {
    const [endpoint, id] = binding.split(":");
    if (id !== undefined && getRelation(this.state, Number(id)).endpoint !== endpoint) {
      throw new TestingError(
        "network",
        `cannot give ${binding} a network: relation ${id} is not of ${endpoint}`,
      );
    }
    this.juju.update({ networks: { ...this.state.networks, [binding]: { ...defaultNetwork, ...network } } });
  }

  /**
   * Gives a resource its file.
   * @param content what is in the file, or `{ path }` of one that is there
   * @throws {TestingError} when the charm has no resource of that name, or it is an image: {@link HarnessWorld.addOciResource}
   */
  addResource(name: string, content: string | Uint8Array | { readonly path: string }): void {
    this.#requireResource(name, "file");
    const { filename } = this.juju.identity.meta.resources.get(name) ?? {};
    this.#setResource(name, { file: filename ?? name, content });
  }

  /**
   * Gives a resource that is an image what Juju tells of it.
   * @param contents where the image is, and who may fetch it; something unless given
   * @throws {TestingError} when the charm has no resource of that name, or it is a file
   */
  addOciResource(name: string, contents: Readonly<Record<string, string>> = defaultImage): void {
    this.#requireResource(name, "oci-image");
    // JSON is YAML, which charms read it as.
    this.#setResource(name, { file: "contents.yaml", content: JSON.stringify(contents) });
  }

  /** {@link HarnessWorld.addOciResource} for each image of the charm's description. */
  populateOciResources(): void {
    for (const [name, { type }] of this.juju.identity.meta.resources) {
      if (type === "oci-image") this.addOciResource(name);
    }
  }

  /** Says what the charm is told about the cloud. */
  setCloudSpec(cloudSpec: CloudSpec): void {
    this.juju.update({ model: { ...this.state.model, cloudSpec } });
  }

  /** Names the model. */
  setModelInfo(model: { readonly name?: string; readonly uuid?: string }): void {
    this.juju.update({ model: { ...this.state.model, ...model } });
  }

  /**
   * Makes storages.
   * @param options.count how many; 1 unless given
   * @param options.attach whether they are attached at once; otherwise {@link HarnessWorld.attachStorage} does
   * @returns their ids, as in `data/0`
   */
  async addStorage(
    name: string,
    { count = 1, attach = false }: { readonly count?: number; readonly attach?: boolean } = {},
  ): Promise<readonly string[]> {
    this.requireName("storage", name);
    const first = this.#nextIndex.get(name) ?? 0;
    this.#nextIndex.set(name, first + count);
    const ids = Array.from({ length: count }, (_, index) => `${name}/${first + index}`);
    // Before the charm begins, what is made is found attached.
    if (attach || !this.hasBegun) for (const id of ids) await this.attachStorage(id);
    return ids;
  }

  /** Attaches a storage; storage-attached comes. @param id as in `data/0` */
  async attachStorage(id: string): Promise<void> {
    const { name, index } = this.#storage(id);
    if (this.state.storages.some((each) => each.name === name && each.index === index)) return;
    this.juju.update({ storages: [...this.state.storages, { name, index }] });
    await this.emit(testEvents.storageAttached(name, index));
  }

  /** Detaches a storage; storage-detaching comes, while it is still there. @param id as in `data/0` */
  async detachStorage(id: string): Promise<void> {
    const { name, index } = this.#storage(id);
    await this.emit(testEvents.storageDetaching(name, index));
    this.juju.update({
      storages: this.state.storages.filter((each) => each.name !== name || each.index !== index),
    });
  }

  /** Detaches a storage if it is attached, and forgets it: it cannot be attached again. @param id as in `data/0` */
  async removeStorage(id: string): Promise<void> {
    const { name, index } = this.#storage(id);
    if (this.state.storages.some((each) => each.name === name && each.index === index)) {
      await this.detachStorage(id);
    }
    this.#removed.add(id);
  }

  #requireResource(name: string, type: "file" | "oci-image"): void {
    this.requireName("resource", name);
    const declared = this.juju.identity.meta.resources.get(name)?.type;
    if (declared === type) return;
    const right = type === "file" ? "addOciResource" : "addResource";
    throw new TestingError(
      "resource",
      `cannot give resource ${name} a ${type}: it is of type ${declared}; ${right} does`,
    );
  }

  #setResource(
    name: string,
    {
      file,
      content,
    }: { readonly file: string; readonly content: string | Uint8Array | { readonly path: string } },
  ): void {
    const isThere = typeof content === "object" && "path" in content;
    const path = isThere ? content.path : this.resourceFiles.write(`${name}/${file}`, content);
    this.juju.update({ resources: { ...this.state.resources, [name]: path } });
  }

  readonly #nextIndex = new Map<string, number>();
  readonly #removed = new Set<string>();

  #storage(id: string): { readonly name: string; readonly index: number } {
    const [name = "", index] = id.split("/");
    const isMade = Number(index) < (this.#nextIndex.get(name) ?? 0);
    if (isMade && !this.#removed.has(id)) return { name, index: Number(index) };
    throw new TestingError("storage", `cannot find storage ${id}: addStorage makes it`);
  }
}
