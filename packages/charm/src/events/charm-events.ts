import type { Charmcraft } from "@cobble/plan";
import type { ActionName, CharmTypes, ContainerName, RelationName, StorageName } from "../charm-types.ts";
import { UnknownNameError } from "../errors.ts";
import type { ChangeTracker } from "../framework/change-tracker.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { Model } from "../model/model.ts";
import { ActionEvent } from "./action.ts";
import { type CollectedStatuses, type CollectStatusEvent, collectStatusEvent } from "./collect-status.ts";
import { type ContainerEvents, containerEvents } from "./container.ts";
import { type BoundEvent, bindEvent, type CharmEvent } from "./event.ts";
import {
  CollectMetricsEvent,
  ConfigChangedEvent,
  InstallEvent,
  LeaderElectedEvent,
  LeaderSettingsChangedEvent,
  PostSeriesUpgradeEvent,
  PreSeriesUpgradeEvent,
  RemoveEvent,
  StartEvent,
  StopEvent,
  UpdateStatusEvent,
  UpgradeCharmEvent,
} from "./lifecycle.ts";
import { type RelationEvents, relationEvents } from "./relation.ts";
import {
  type SecretChangedEvent,
  type SecretExpiredEvent,
  type SecretRemoveEvent,
  type SecretRotateEvent,
  secretEvents,
} from "./secret.ts";
import { type StorageEvents, storageEvents } from "./storage.ts";

/** What events are made from. */
export interface CharmEventsDeps {
  readonly meta: Charmcraft;
  readonly model: Model;
  readonly tools: HookTools;
  /** Knows what is not as it was. */
  readonly tracker: ChangeTracker;
  /** Takes what is said in collect-status events. */
  readonly collected: CollectedStatuses;
}

/** An event that says nothing but that it happened. */
const plain = <E extends CharmEvent>(name: string, Event: new () => E): BoundEvent<E> =>
  bindEvent(name, { make: () => new Event() });

/** The entry of that name, made at its first use. */
const entryOf = <V>(entries: Map<string, V>, name: string, make: () => V): V => {
  const entry = entries.get(name) ?? make();
  entries.set(name, entry);
  return entry;
};

/** Every event that a charm may observe: `this.on`. */
export class CharmEvents<T extends CharmTypes = CharmTypes> {
  readonly install: BoundEvent<InstallEvent> = plain("install", InstallEvent);
  readonly start: BoundEvent<StartEvent> = plain("start", StartEvent);
  readonly stop: BoundEvent<StopEvent> = plain("stop", StopEvent);
  readonly remove: BoundEvent<RemoveEvent> = plain("remove", RemoveEvent);
  readonly configChanged: BoundEvent<ConfigChangedEvent>;
  readonly updateStatus: BoundEvent<UpdateStatusEvent> = plain("update-status", UpdateStatusEvent);
  readonly upgradeCharm: BoundEvent<UpgradeCharmEvent> = plain("upgrade-charm", UpgradeCharmEvent);
  readonly leaderElected: BoundEvent<LeaderElectedEvent> = plain("leader-elected", LeaderElectedEvent);
  /** @deprecated since Juju 2.4: let the leader write into the application's data of a peer relation */
  readonly leaderSettingsChanged: BoundEvent<LeaderSettingsChangedEvent> = plain(
    "leader-settings-changed",
    LeaderSettingsChangedEvent,
  );
  /** Not sent by Juju 4. */
  readonly preSeriesUpgrade: BoundEvent<PreSeriesUpgradeEvent> = plain(
    "pre-series-upgrade",
    PreSeriesUpgradeEvent,
  );
  /** Not sent by Juju 4. */
  readonly postSeriesUpgrade: BoundEvent<PostSeriesUpgradeEvent> = plain(
    "post-series-upgrade",
    PostSeriesUpgradeEvent,
  );
  /** Not sent since Juju 3.6.11. */
  readonly collectMetrics: BoundEvent<CollectMetricsEvent>;
  /** Asks what the application's status is to be; only comes on the leader. */
  readonly collectAppStatus: BoundEvent<CollectStatusEvent>;
  /** Asks what the unit's status is to be. */
  readonly collectUnitStatus: BoundEvent<CollectStatusEvent>;
  /** Whoever owns a secret that the charm reads has changed it. */
  readonly secretChanged: BoundEvent<SecretChangedEvent>;
  /** It is time to give a secret of the charm another content. */
  readonly secretRotate: BoundEvent<SecretRotateEvent>;
  /** Nobody reads a revision of a secret of the charm any more. */
  readonly secretRemove: BoundEvent<SecretRemoveEvent>;
  /** A revision of a secret of the charm has come to its end. */
  readonly secretExpired: BoundEvent<SecretExpiredEvent>;
  readonly #deps: CharmEventsDeps;
  readonly #relations = new Map<string, RelationEvents>();
  readonly #storages = new Map<string, StorageEvents>();
  readonly #containers = new Map<string, ContainerEvents>();
  readonly #actions = new Map<string, BoundEvent<ActionEvent>>();

  constructor(deps: CharmEventsDeps) {
    this.#deps = deps;
    this.configChanged = bindEvent("config-changed", {
      make: () => new ConfigChangedEvent(deps.tracker.ofConfig(() => deps.model.config)),
    });
    this.collectMetrics = bindEvent("collect-metrics", { make: () => new CollectMetricsEvent(deps.tools) });
    const { changed, rotate, remove, expired } = secretEvents(deps.model);
    this.secretChanged = changed;
    this.secretRotate = rotate;
    this.secretRemove = remove;
    this.secretExpired = expired;
    const { app, unit } = deps.collected;
    this.collectAppStatus = collectStatusEvent("collect-app-status", app);
    this.collectUnitStatus = collectStatusEvent("collect-unit-status", unit);
  }

  /**
   * The events of a container.
   * @throws {UnknownNameError} when the charm's description has no container of that name
   */
  container(name: ContainerName<T>): ContainerEvents {
    const { meta, model } = this.#deps;
    this.#check("container", { name, known: meta.containers });
    return entryOf(this.#containers, name, () => containerEvents(model.unit, name));
  }

  /**
   * The events of the relations of an endpoint.
   * @throws {UnknownNameError} when the charm's description has no endpoint of that name
   */
  relation(name: RelationName<T>): RelationEvents {
    this.#check("relation", { name, known: this.#deps.meta.relations });
    return entryOf(this.#relations, name, () => relationEvents(this.#deps, name));
  }

  /**
   * The events of the storages of a name.
   * @throws {UnknownNameError} when the charm's description has no storage of that name
   */
  storage(name: StorageName<T>): StorageEvents {
    const { meta, tools } = this.#deps;
    this.#check("storage", { name, known: meta.storages });
    return entryOf(this.#storages, name, () => storageEvents(tools, name));
  }

  /**
   * The event of an action, which comes when somebody runs it. The parameters are fetched before the first handler.
   * @throws {UnknownNameError} when the charm's description has no action of that name
   */
  action<N extends ActionName<T>>(name: N): BoundEvent<ActionEvent<T["actions"][N]>> {
    const { meta, tools } = this.#deps;
    this.#check("action", { name, known: meta.actions });
    const event = entryOf(this.#actions, name, () => {
      let params: ReturnType<HookTools["actionGet"]> | undefined;
      return bindEvent(`${name}-action`, {
        read: ({ actionId = "" }) => ({ id: actionId }),
        make: async ({ id }) => {
          params ??= tools.actionGet();
          return new ActionEvent(tools, { id, params: await params });
        },
      });
    });
    // The agent checks parameters against the same description that T was made from.
    return event as unknown as BoundEvent<ActionEvent<T["actions"][N]>>;
  }

  #check(noun: string, { name, known }: { name: string; known: ReadonlyMap<string, unknown> }): void {
    if (!known.has(name)) throw new UnknownNameError(noun, { missing: name, known: [...known.keys()] });
  }
}
