import type { Charmcraft } from "@cobble/plan";
import type { ActionName, CharmTypes, ContainerName } from "../charm-types.ts";
import { contextValue } from "../context.ts";
import { UnknownNameError } from "../errors.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { Unit } from "../model/unit.ts";
import { ActionEvent } from "./action.ts";
import { type BoundEvent, bindEvent } from "./event.ts";
import {
  ConfigChangedEvent,
  InstallEvent,
  LeaderElectedEvent,
  RemoveEvent,
  StartEvent,
  StopEvent,
  UpdateStatusEvent,
  UpgradeCharmEvent,
} from "./lifecycle.ts";
import {
  LazyCheckInfo,
  LazyNotice,
  PebbleCheckFailedEvent,
  PebbleCheckRecoveredEvent,
  PebbleCustomNoticeEvent,
  PebbleReadyEvent,
} from "./pebble.ts";

/** The events of one container: `this.on.container("redis")`. */
export interface ContainerEvents {
  readonly pebbleReady: BoundEvent<PebbleReadyEvent>;
  readonly pebbleCustomNotice: BoundEvent<PebbleCustomNoticeEvent>;
  readonly pebbleCheckFailed: BoundEvent<PebbleCheckFailedEvent>;
  readonly pebbleCheckRecovered: BoundEvent<PebbleCheckRecoveredEvent>;
}

/** What events are made from. */
export interface CharmEventsDeps {
  readonly meta: Charmcraft;
  readonly unit: Unit;
  readonly tools: HookTools;
}

const containerEvents = (unit: Unit, name: string): ContainerEvents => ({
  pebbleReady: bindEvent(`${name}-pebble-ready`, () => new PebbleReadyEvent(unit.getContainer(name))),
  pebbleCustomNotice: bindEvent(`${name}-pebble-custom-notice`, (context) => {
    const workload = unit.getContainer(name);
    const known = {
      id: contextValue(context, "noticeId"),
      type: contextValue(context, "noticeType"),
      key: contextValue(context, "noticeKey"),
    };
    return new PebbleCustomNoticeEvent(workload, new LazyNotice(workload, known));
  }),
  pebbleCheckFailed: bindEvent(`${name}-pebble-check-failed`, (context) => {
    const workload = unit.getContainer(name);
    const info = new LazyCheckInfo(workload, contextValue(context, "checkName"));
    return new PebbleCheckFailedEvent(workload, info);
  }),
  pebbleCheckRecovered: bindEvent(`${name}-pebble-check-recovered`, (context) => {
    const workload = unit.getContainer(name);
    const info = new LazyCheckInfo(workload, contextValue(context, "checkName"));
    return new PebbleCheckRecoveredEvent(workload, info);
  }),
});

/** Every event that a charm may observe: `this.on`. */
export class CharmEvents<T extends CharmTypes = CharmTypes> {
  readonly install: BoundEvent<InstallEvent> = bindEvent("install", () => new InstallEvent());
  readonly start: BoundEvent<StartEvent> = bindEvent("start", () => new StartEvent());
  readonly stop: BoundEvent<StopEvent> = bindEvent("stop", () => new StopEvent());
  readonly remove: BoundEvent<RemoveEvent> = bindEvent("remove", () => new RemoveEvent());
  readonly configChanged: BoundEvent<ConfigChangedEvent> = bindEvent(
    "config-changed",
    () => new ConfigChangedEvent(),
  );
  readonly leaderElected: BoundEvent<LeaderElectedEvent> = bindEvent(
    "leader-elected",
    () => new LeaderElectedEvent(),
  );
  readonly updateStatus: BoundEvent<UpdateStatusEvent> = bindEvent(
    "update-status",
    () => new UpdateStatusEvent(),
  );
  readonly upgradeCharm: BoundEvent<UpgradeCharmEvent> = bindEvent(
    "upgrade-charm",
    () => new UpgradeCharmEvent(),
  );
  readonly #deps: CharmEventsDeps;
  readonly #containers = new Map<string, ContainerEvents>();
  readonly #actions = new Map<string, BoundEvent<ActionEvent>>();

  constructor(deps: CharmEventsDeps) {
    this.#deps = deps;
  }

  /**
   * The events of a container.
   * @throws {UnknownNameError} when the charm's description has no container of that name
   */
  container(name: ContainerName<T>): ContainerEvents {
    const { meta, unit } = this.#deps;
    if (!meta.containers.has(name)) {
      throw new UnknownNameError("container", { missing: name, known: [...meta.containers.keys()] });
    }
    const events = this.#containers.get(name) ?? containerEvents(unit, name);
    this.#containers.set(name, events);
    return events;
  }

  /**
   * The event of an action, which comes when somebody runs it. The parameters are fetched before the first handler.
   * @throws {UnknownNameError} when the charm's description has no action of that name
   */
  action<N extends ActionName<T>>(name: N): BoundEvent<ActionEvent<T["actions"][N]>> {
    const { meta, tools } = this.#deps;
    if (!meta.actions.has(name)) {
      throw new UnknownNameError("action", { missing: name, known: [...meta.actions.keys()] });
    }
    const event =
      this.#actions.get(name) ??
      bindEvent<ActionEvent>(`${name}-action`, async ({ actionId = "" }) => {
        return new ActionEvent(tools, { id: actionId, params: await tools.actionGet() });
      });
    this.#actions.set(name, event);
    // The agent checks parameters against the same description that T was made from.
    return event as unknown as BoundEvent<ActionEvent<T["actions"][N]>>;
  }
}
