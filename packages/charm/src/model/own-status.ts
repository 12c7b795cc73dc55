import type { StatusTarget, StatusTools } from "../hook-tools/status.ts";
import { askOnce } from "./ask-once.ts";
import type { SettableStatus, Status } from "./status.ts";

/**
 * The status of the charm's own unit or application. Nobody else sets it while a hook runs, so it is asked for once, and not
 * at all when the charm has set it before.
 * @source ops 3.9, ops/model.py, Unit.status and Application.status
 */
export class OwnStatus {
  readonly #tools: StatusTools;
  readonly #target: StatusTarget;
  readonly #ask: () => Promise<Status>;
  #last: SettableStatus | undefined;

  constructor(tools: StatusTools, target: StatusTarget) {
    this.#tools = tools;
    this.#target = target;
    this.#ask = askOnce(async () => {
      const { status } = await (target.app ? tools.statusGet({ app: true }) : tools.statusGet());
      return status;
    });
  }

  /** Hands it to the agent. */
  async set(status: SettableStatus): Promise<void> {
    const { name, message } = status;
    await this.#tools.statusSet({ name, message }, this.#target);
    this.#last = status;
  }

  /** As the charm last set it in this hook, or as the agent found it. */
  async get(): Promise<Status> {
    return this.#last ?? this.#ask();
  }
}
