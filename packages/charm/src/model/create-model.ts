import type { Charmcraft } from "@cobble/plan";
import type { CharmTypes } from "../charm-types.ts";
import type { Container } from "../containers/container.ts";
import type { HookContext } from "../context.ts";
import type { HookTools } from "../hook-tools/hook-tools.ts";
import type { TellSecurity } from "../security-log.ts";
import { Application } from "./application.ts";
import { askOnce } from "./ask-once.ts";
import { JujuVersion } from "./juju-version.ts";
import { Leadership } from "./leadership.ts";
import type { Entities } from "./load-relation.ts";
import { type Config, Model } from "./model.ts";
import type { ModelDeps } from "./model-deps.ts";
import { type RelationEventFacts, Relations } from "./relations.ts";
import { Resources } from "./resources.ts";
import { Storages } from "./storage.ts";
import { Unit } from "./unit.ts";

/** What the model of one hook is made from. */
export interface NewModel {
  readonly context: HookContext;
  readonly meta: Charmcraft;
  readonly config: () => Config;
  readonly containers: ReadonlyMap<string, Container>;
  readonly tools: HookTools;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
  /** The time of the day, in milliseconds since 1970. */
  readonly today: () => number;
  /** Tells those who watch over security of what they look for; nobody is told when absent. */
  readonly tellSecurity?: TellSecurity | undefined;
}

const appNameOf = (unitName: string): string => unitName.split("/")[0] ?? "";

/** Makes each unit and application once, so that they can be compared and remember what they were told. */
const createEntities = (
  deps: ModelDeps,
  own: { readonly unitName: string; readonly containers: ReadonlyMap<string, Container> },
): Entities => {
  const units = new Map<string, Unit>();
  const apps = new Map<string, Application>();
  const ownApp = appNameOf(own.unitName);
  const getApp = (name: string): Application => {
    const app = apps.get(name) ?? new Application({ ...deps, name, own: name === ownApp });
    apps.set(name, app);
    return app;
  };
  const getUnit = (name: string): Unit => {
    const containers = name === own.unitName ? own.containers : undefined;
    const unit = units.get(name) ?? new Unit({ ...deps, name, app: getApp(appNameOf(name)), containers });
    units.set(name, unit);
    return unit;
  };
  return { getApp, getUnit };
};

const eventFacts = ({
  dispatchPath,
  relationId,
  remoteAppName,
  remoteUnitName,
}: HookContext): RelationEventFacts => ({
  relationId,
  broken: dispatchPath.endsWith("-relation-broken"),
  remoteAppName,
  leavingUnitName: /-relation-(departed|broken)$/.test(dispatchPath) ? remoteUnitName : undefined,
});

/** Makes the charm's view of the world as it is when a hook starts; nothing is asked yet. */
export const createModel = <T extends CharmTypes = CharmTypes>(parts: NewModel): Model<T> => {
  const { context, meta, config, containers, tools } = parts;
  const leadership = new Leadership({ tools, now: parts.now });
  const deps: ModelDeps = {
    tools,
    leadership,
    modelUuid: context.modelUuid,
    jujuVersion: new JujuVersion(context.jujuVersion ?? "0.0.0"),
    goalState: askOnce(() => tools.goalState()),
    today: parts.today,
    tellSecurity: parts.tellSecurity ?? (async () => undefined),
  };
  const entities = createEntities(deps, { unitName: context.unitName, containers });
  // T only narrows names and options that the agent has checked against the same charmcraft.yaml.
  const unit = entities.getUnit(context.unitName) as Unit<T>;
  const ownUnit = entities.getUnit(context.unitName);
  const event = eventFacts(context);
  return new Model<T>({
    ...entities,
    name: context.modelName,
    deps,
    unit,
    // As above.
    config: config as () => Config<T>,
    relations: new Relations<T>({ tools, leadership, ownUnit, ...entities, meta: meta.relations, event }),
    storages: new Storages<T>({ names: [...meta.storages.keys()], tools }),
    resources: new Resources<T>({ names: [...meta.resources.keys()], tools }),
  });
};
