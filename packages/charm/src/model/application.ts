import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { SettableStatus, Status } from "./status.ts";

/** The application: all units of the charm together. */
export class Application {
  /** As in `snappass`. */
  readonly name: string;
  readonly #tools: HookTools;

  constructor(name: string, tools: HookTools) {
    this.name = name;
    this.#tools = tools;
  }

  /**
   * Says how the whole application is.
   * @throws {HookToolError} when this unit is not the leader, who alone may say so
   */
  async setStatus({ name, message }: SettableStatus): Promise<void> {
    await this.#tools.statusSet({ name, message }, { app: true });
  }

  /**
   * How the application is.
   * @throws {HookToolError} when this unit is not the leader
   */
  getStatus(): Promise<Status> {
    return this.#tools.statusGet({ app: true });
  }
}
