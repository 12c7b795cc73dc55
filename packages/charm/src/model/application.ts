import type { SecretContent } from "../hook-tools/secret.ts";
import { NotLeaderError, RemoteEntityError } from "./errors.ts";
import type { ModelDeps } from "./model-deps.ts";
import { OwnStatus } from "./own-status.ts";
import { addSecret, type Secret, type SecretDetails } from "./secret.ts";
import { assertSettable, type SettableStatus, type Status, UnknownStatus } from "./status.ts";

/** What an application is made from. */
export interface ApplicationDeps extends ModelDeps {
  readonly name: string;
  /** Whether the charm's unit is one of its units. */
  readonly own: boolean;
}

/**
 * The application that the charm's unit is one of, or another one that it is related to. What only its own charm can know
 * or do is refused for another.
 */
export class Application {
  readonly kind = "application";
  /** As in `snappass`. */
  readonly name: string;
  readonly #deps: ApplicationDeps;
  readonly #status: OwnStatus;

  constructor(deps: ApplicationDeps) {
    this.name = deps.name;
    this.#deps = deps;
    this.#status = new OwnStatus(deps.tools, { app: true });
  }

  /**
   * Says how the whole application is.
   * @throws {RemoteEntityError} when it is another application
   * @throws {NotLeaderError} when this unit is not the leader, who alone may say so
   * @throws {InvalidStatusError} when it is a state that only the agent sets
   */
  async setStatus(status: SettableStatus): Promise<void> {
    assertSettable(status);
    this.#assertOwn("set the status");
    await this.#assertLeader("set");
    await this.#status.set(status);
  }

  /**
   * How the application is, as it was last said, or as the agent found it, which is asked for once; unknown for another one.
   * @throws {NotLeaderError} when this unit is not the leader, who alone may know
   */
  async getStatus(): Promise<Status> {
    if (!this.#deps.own) return new UnknownStatus();
    await this.#assertLeader("get");
    return this.#status.get();
  }

  /**
   * How many units the application is meant to have, those on their way included and those that leave not.
   * @throws {RemoteEntityError} when it is another application
   */
  async plannedUnits(): Promise<number> {
    this.#assertOwn("count the planned units");
    const { units } = await this.#deps.goalState();
    return [...units.values()].filter(({ status }) => status !== "dying").length;
  }

  /**
   * Makes a secret that the application owns: each of its units may read it, and the leader may change it.
   * @throws {SecretContentError} when the agent would not take the content
   * @throws {HookToolError} when this unit is not the leader
   */
  addSecret(content: SecretContent, details: SecretDetails = {}): Promise<Secret> {
    return addSecret(this.#deps, { content, details, owner: "application" });
  }

  /** The name. */
  toString(): string {
    return this.name;
  }

  #assertOwn(what: string): void {
    if (this.#deps.own) return;
    throw new RemoteEntityError(`cannot ${what} of ${this.name}: it is another application`);
  }

  async #assertLeader(verb: "get" | "set"): Promise<void> {
    if (await this.#deps.leadership.isLeader()) return;
    const message = `cannot ${verb} the status of application ${this.name}: this unit is not the leader`;
    await this.#deps.tellSecurity({
      type: "authz_fail",
      subject: `status-${verb}`,
      description: message,
    });
    throw new NotLeaderError(message);
  }
}
