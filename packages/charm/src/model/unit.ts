import type { CharmTypes, ContainerName } from "../charm-types.ts";
import type { Container } from "../containers/container.ts";
import { EndHookError, ModelError, UnknownNameError } from "../errors.ts";
import type { Port, PortProtocol } from "../hook-tools/port.ts";
import type { SecretContent } from "../hook-tools/secret.ts";
import type { Application } from "./application.ts";
import { RemoteEntityError } from "./errors.ts";
import type { ModelDeps } from "./model-deps.ts";
import { OwnStatus } from "./own-status.ts";
import { closePort, openPort, type PortOptions, setPorts } from "./ports.ts";
import { addSecret, type Secret, type SecretDetails } from "./secret.ts";
import { assertSettable, type SettableStatus, type Status, UnknownStatus } from "./status.ts";

/** What a unit is made from. */
export interface UnitDeps extends ModelDeps {
  readonly name: string;
  readonly app: Application;
  /** The containers of the unit that the charm runs in; absent for any other unit. */
  readonly containers?: ReadonlyMap<string, Container> | undefined;
}

/**
 * The unit that the charm runs in, or another one that it sees through a relation. What only its own charm can know or do
 * is refused for another.
 */
export class Unit<T extends CharmTypes = CharmTypes> {
  readonly kind = "unit";
  /** As in `snappass/0`. */
  readonly name: string;
  /** The application that it is one of. */
  readonly app: Application;
  readonly #deps: UnitDeps;
  readonly #status: OwnStatus;

  constructor(deps: UnitDeps) {
    this.name = deps.name;
    this.app = deps.app;
    this.#deps = deps;
    this.#status = new OwnStatus(deps.tools, { app: false });
  }

  /**
   * Every container of the charm, by name, in the order of `charmcraft.yaml`.
   * @throws {RemoteEntityError} when it is another unit
   */
  get containers(): ReadonlyMap<ContainerName<T>, Container> {
    return this.#own("see the containers").containers;
  }

  /**
   * One of the charm's containers, whether its supervisor answers or not.
   * @throws {UnknownNameError} when the charm's description has no container of that name
   */
  getContainer(name: ContainerName<T>): Container {
    const container = this.containers.get(name);
    if (container !== undefined) return container;
    throw new UnknownNameError("container", { missing: name, known: [...this.containers.keys()] });
  }

  /**
   * Whether this unit leads its application. The answer is good for 30 seconds, and is not asked for again until then.
   * @throws {RemoteEntityError} when it is another unit
   */
  async isLeader(): Promise<boolean> {
    return this.#own("tell the leadership").leadership.isLeader();
  }

  /**
   * Says how the unit is.
   * @throws {InvalidStatusError} when it is a state that only the agent sets
   */
  async setStatus(status: SettableStatus): Promise<void> {
    assertSettable(status);
    this.#own("set the status");
    await this.#status.set(status);
  }

  /** How the unit is, as it was last said, or as the agent found it, which is asked for once; unknown for another unit. */
  async getStatus(): Promise<Status> {
    if (this.#deps.containers === undefined) return new UnknownStatus();
    return this.#status.get();
  }

  /**
   * Says which version of the workload runs, for people to see.
   * @throws {ModelError} when it is no text, whatever the compiler was told
   */
  async setWorkloadVersion(version: string): Promise<void> {
    if (typeof version !== "string") {
      throw new ModelError(
        "workload-version",
        `cannot set the workload's version to ${version}: it is a text`,
      );
    }
    await this.#own("set the workload's version").tools.applicationVersionSet(version);
  }

  /**
   * Makes a secret that this unit alone owns.
   * @throws {SecretContentError} when the agent would not take the content
   */
  async addSecret(content: SecretContent, details: SecretDetails = {}): Promise<Secret> {
    return addSecret(this.#own("add a secret"), { content, details, owner: "unit" });
  }

  /**
   * Lets others reach a port of the workload, or all of a range.
   * @param port not for `icmp`
   * @param options.toPort the last port of a range that begins at `port`
   * @param options.endpoints those through which it is reached; all of the charm's when absent
   */
  async openPort(protocol: PortProtocol, port?: number, options: PortOptions = {}): Promise<void> {
    await openPort(this.#own("open a port").tools, { ...options, protocol, port });
  }

  /** No longer lets others reach what `openPort` with the same arguments has opened. */
  async closePort(protocol: PortProtocol, port?: number, options: PortOptions = {}): Promise<void> {
    await closePort(this.#own("close a port").tools, { ...options, protocol, port });
  }

  /** The ports and ranges that are open, by earlier hooks. */
  async openedPorts(): Promise<readonly Port[]> {
    return this.#own("see the ports").tools.openedPorts();
  }

  /**
   * Opens these ports and closes every other.
   * @param ports a number is a port of TCP
   */
  async setPorts(...ports: readonly (number | Port)[]): Promise<void> {
    await setPorts(this.#own("set the ports").tools, ports);
  }

  /**
   * Starts the machine anew when the hook has ended. Kubernetes has no machine to start.
   * @param options with `now` at once: the charm's process ends there, and the hook runs again afterwards
   * @throws {HookToolError} in an action, and where there is no machine
   * @throws {EndHookError} with `now`, so that nothing after it runs
   */
  async reboot({ now = false }: { readonly now?: boolean } = {}): Promise<void> {
    const { tools, tellSecurity } = this.#own("reboot");
    await tellSecurity({ type: "sys_restart", description: `unit ${this.name} starts its machine anew` });
    await tools.jujuReboot({ now });
    // The agent kills the process, but what comes after this call must not run even if it is late.
    if (now) throw new EndHookError("the machine starts anew");
  }

  /** The name. */
  toString(): string {
    return this.name;
  }

  #own(what: string): UnitDeps & { readonly containers: ReadonlyMap<string, Container> } {
    const { containers, ...deps } = this.#deps;
    if (containers !== undefined) return { ...deps, containers };
    throw new RemoteEntityError(`cannot ${what} of ${this.name}: it is another unit`);
  }
}
