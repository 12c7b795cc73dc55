import type { Charmcraft } from "@cobble/plan";
import type { CharmTypes } from "./charm-types.ts";
import { EndHookError } from "./errors.ts";
import type { CharmEvents } from "./events/charm-events.ts";
import { CharmObject } from "./framework/charm-object.ts";
import type { Framework } from "./framework/framework.ts";
import type { ReconcileEvent } from "./framework/framework-events.ts";
import type { Logger } from "./log.ts";
import type { Application } from "./model/application.ts";
import type { Config, Model } from "./model/model.ts";
import { BlockedStatus } from "./model/status.ts";
import type { Unit } from "./model/unit.ts";
import { SchemaError } from "./schema/errors.ts";
import { parseWith, type Schema } from "./schema/parse.ts";

/**
 * What every charm extends. The constructor observes events; a new object is made for each hook, so nothing that it
 * remembers is there at the next one.
 *
 * @example
 * class PauseCharm extends Charm {
 *   constructor(framework: Framework) {
 *     super(framework);
 *     this.observe(this.on.container("pause").pebbleReady, this.onReady);
 *   }
 *   async onReady(event: PebbleReadyEvent): Promise<void> {
 *     await event.workload.replan();
 *     await this.unit.setStatus(new ActiveStatus());
 *   }
 * }
 */
export class Charm<T extends CharmTypes = CharmTypes> extends CharmObject {
  constructor(framework: Framework) {
    super({ framework }, "charm");
  }

  /** The events that this charm may observe. */
  get on(): CharmEvents<T> {
    // T only narrows names that CharmEvents checks again when they are used.
    return this.framework.charmEvents as unknown as CharmEvents<T>;
  }

  /** The unit, its application and their configuration. */
  get model(): Model<T> {
    // T only narrows names and options that the agent has checked against the same charmcraft.yaml.
    return this.framework.model as unknown as Model<T>;
  }

  /** The unit that this charm runs in. */
  get unit(): Unit<T> {
    return this.model.unit;
  }

  /** The application that the unit is one of. */
  get app(): Application {
    return this.model.app;
  }

  /** The options' values as they were when the hook started. */
  get config(): Config<T> {
    return this.model.config;
  }

  /** What the charm says about itself in `charmcraft.yaml`. */
  get meta(): Charmcraft {
    return this.framework.meta;
  }

  /** The unit's log. */
  get log(): Logger {
    return this.framework.log;
  }

  /**
   * Calls one of this charm's methods once in each hook, when all of its events have been handled and before the status is
   * asked for, whatever the hook was; not in hooks that end the unit (`stop`, `remove`), nor in actions. A charm that makes
   * things as they should be there needs no handler for most events.
   * @param handler a method of this charm, unbound, as in `this.onReconcile`
   */
  reconcile(handler: (this: this, event: ReconcileEvent) => void | Promise<void>): void {
    this.observe(this.framework.on.reconcile, handler);
  }

  /**
   * Makes `event.changes` of config-changed and relation-changed say what is not as it was when the charm last handled such an
   * event. The values are remembered from hook to hook where stored state is kept; relation data is read for each such event.
   */
  trackChanges(): void {
    this.framework.tracker.enable();
  }

  /**
   * The options' values as a schema gives them: checked, with its types and defaults.
   * @param schema of any library that keeps to Standard Schema
   * @param options with `errors` as `blocked` the unit's status says which option is wrong, and the hook ends there
   * @throws {SchemaError} when an option does not fit
   * @throws {EndHookError} when one does not, and `errors` is `blocked`
   * @source ops 3.9, ops/charm.py, CharmBase.load_config
   */
  async loadConfig<Output>(
    schema: Schema<Output>,
    { errors = "throw" }: { readonly errors?: "throw" | "blocked" } = {},
  ): Promise<Output> {
    try {
      return await parseWith(schema, { value: this.config, what: "the configuration" });
    } catch (error) {
      if (errors === "throw" || !(error instanceof SchemaError)) throw error;
      await this.unit.setStatus(new BlockedStatus(error.message));
      throw new EndHookError(error.message);
    }
  }
}
