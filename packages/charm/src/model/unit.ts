import type { CharmTypes, ContainerName } from "../charm-types.ts";
import type { Container } from "../containers/container.ts";
import { UnknownNameError } from "../errors.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { SettableStatus, Status } from "./status.ts";

/** How long an agent vouches for its answer to `is-leader`. */
const leaseMs = 30_000;

/** What a unit is made from. */
export interface UnitDeps {
  readonly name: string;
  readonly tools: HookTools;
  readonly containers: ReadonlyMap<string, Container>;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
}

/** The unit that the charm runs in. */
export class Unit<T extends CharmTypes = CharmTypes> {
  /** As in `snappass/0`. */
  readonly name: string;
  /** Every container of the charm, by name, in the order of `charmcraft.yaml`. */
  readonly containers: ReadonlyMap<ContainerName<T>, Container>;
  readonly #deps: UnitDeps;
  #leadership: { readonly askedMs: number; readonly answer: Promise<boolean> } | undefined;

  constructor(deps: UnitDeps) {
    this.name = deps.name;
    this.containers = deps.containers;
    this.#deps = deps;
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
   * @source ops 3.9, ops/model.py, _ModelBackend.is_leader
   */
  isLeader(): Promise<boolean> {
    const askedMs = this.#deps.now();
    if (this.#leadership === undefined || askedMs - this.#leadership.askedMs > leaseMs) {
      const answer = this.#deps.tools.isLeader();
      this.#leadership = { askedMs, answer };
      // What could not be told is no answer to keep; whoever asked is told of the error.
      answer.catch(() => {
        this.#leadership = undefined;
      });
    }
    return this.#leadership.answer;
  }

  /** Says how the unit is. */
  async setStatus({ name, message }: SettableStatus): Promise<void> {
    await this.#deps.tools.statusSet({ name, message }, { app: false });
  }

  /** How the unit is, as it was last said, or as the agent found it. */
  getStatus(): Promise<Status> {
    return this.#deps.tools.statusGet({ app: false });
  }

  /** Says which version of the workload runs, for people to see. */
  async setWorkloadVersion(version: string): Promise<void> {
    await this.#deps.tools.applicationVersionSet(version);
  }
}
