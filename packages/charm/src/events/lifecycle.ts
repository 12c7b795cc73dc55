import type { ConfigValue } from "@cobble/plan";
import type { MetricTools } from "../hook-tools/metric.ts";
import { addMetrics } from "../model/metrics.ts";
import { type Changes, trackedChanges } from "./changes.ts";
import { CharmEvent, UndeferrableEvent } from "./event.ts";

/** The unit is new: the first event of its life. */
export class InstallEvent extends CharmEvent {
  readonly kind = "install";
}

/** The unit is set up; comes again after its machine or pod was started anew. */
export class StartEvent extends CharmEvent {
  readonly kind = "start";
}

/** The unit is about to end. */
export class StopEvent extends UndeferrableEvent {
  readonly kind = "stop";
  protected readonly undeferrable = "the unit is going away, and no event may follow";
}

/** The unit ends: its last event. */
export class RemoveEvent extends UndeferrableEvent {
  readonly kind = "remove";
  protected readonly undeferrable = "the unit is going away, and no event follows";
}

/** An option may have another value than before; also comes once in the beginning and after a restart. */
export class ConfigChangedEvent extends CharmEvent {
  readonly kind = "config-changed";
  readonly #changes: Changes<ConfigValue> | undefined;

  constructor(changes?: Changes<ConfigValue>) {
    super();
    this.#changes = changes;
  }

  /**
   * The options that are not as they were when the charm last handled such an event, by name. All that have a value the
   * first time.
   * @throws {ChangesError} when the charm does not keep track of them: see `Charm.trackChanges`
   */
  get changes(): Changes<ConfigValue> {
    return trackedChanges(this.#changes);
  }
}

/** The unit has become the leader of its application. */
export class LeaderElectedEvent extends CharmEvent {
  readonly kind = "leader-elected";
}

/**
 * The leader has changed the application's settings.
 * @deprecated since Juju 2.4: let the leader write into the application's data of a peer relation
 */
export class LeaderSettingsChangedEvent extends CharmEvent {
  readonly kind = "leader-settings-changed";
}

/** Comes every few minutes, to look whether all is well. */
export class UpdateStatusEvent extends CharmEvent {
  readonly kind = "update-status";
}

/** The charm's code is newer than at the last event. */
export class UpgradeCharmEvent extends CharmEvent {
  readonly kind = "upgrade-charm";
}

/** The machine is about to get a newer system; not sent by Juju 4. */
export class PreSeriesUpgradeEvent extends CharmEvent {
  readonly kind = "pre-series-upgrade";
}

/** The machine has got a newer system, or has kept its own; not sent by Juju 4. */
export class PostSeriesUpgradeEvent extends CharmEvent {
  readonly kind = "post-series-upgrade";
}

/** Juju wants numbers about the unit; not sent since Juju 3.6.11. Hook tools other than `add-metric` may not be there. */
export class CollectMetricsEvent extends CharmEvent {
  readonly kind = "collect-metrics";
  readonly #tools: MetricTools;

  constructor(tools: MetricTools) {
    super();
    this.#tools = tools;
  }

  /**
   * Tells Juju what was measured of the unit.
   * @param labels what is said of all of these values
   * @throws {MetricError} when Juju would not take a name, a value or a label
   */
  async addMetrics(
    values: Readonly<Record<string, number>>,
    labels: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await addMetrics(this.#tools, { values, labels });
  }
}
