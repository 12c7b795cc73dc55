import type { CharmEvent, EventSource } from "@cobble/charm";

/** A relation, by its id, or by its endpoint where that has one only, or as it stands in a state. */
export type RelationKey = number | string | { readonly endpoint: string; readonly id?: number };

/** A secret, by its id or label, or as it stands in a state. */
export type SecretKey = string | { readonly id: string };

/** An event that Juju sends, with what it is about. */
export type TestEvent =
  | {
      readonly kind: "plain";
      readonly hook: string;
      /** Whether it is none of Juju's, so that it is not among those that were emitted. */
      readonly isInner?: true;
    }
  | {
      readonly kind: "custom";
      /** Where the charm that is made for the run has the event. */
      readonly source: (charm: never) => EventSource<object, CharmEvent>;
      readonly data: object;
    }
  | {
      readonly kind: "workload";
      readonly hook:
        | "pebble-ready"
        | "pebble-custom-notice"
        | "pebble-check-failed"
        | "pebble-check-recovered";
      readonly container: string;
      /** The id or the key of the notice that it is about. */
      readonly notice?: string;
      readonly check?: string;
    }
  | {
      readonly kind: "relation";
      readonly hook: "created" | "joined" | "changed" | "departed" | "broken";
      readonly relation: RelationKey;
      /** The number of the remote unit, or `none` where it is about the application; the first one that there is unless given. */
      readonly remoteUnit?: number | "none";
      /** The number of the unit that leaves; the remote one unless given. */
      readonly departingUnit?: number;
    }
  | {
      readonly kind: "storage";
      readonly hook: "attached" | "detaching";
      readonly storage: string;
      readonly index: number;
    }
  | {
      readonly kind: "secret";
      readonly hook: "changed" | "rotate" | "expired" | "remove";
      readonly secret: SecretKey;
      readonly revision?: number;
    }
  | {
      readonly kind: "action";
      readonly name: string;
      readonly id: string;
      readonly params: Readonly<Record<string, unknown>>;
    };

const plain = (hook: string): TestEvent => ({ kind: "plain", hook });

type RelationHook = Extract<TestEvent, { readonly kind: "relation" }>["hook"];

const relation = (
  hook: RelationHook,
  key: RelationKey,
  units: { readonly remoteUnit?: number | "none"; readonly departingUnit?: number } = {},
): TestEvent => ({ kind: "relation", hook, relation: key, ...units });

/** The remote unit that a relation's event is about. */
export interface RemoteUnit {
  /** Its number, or `none` where the event is about the application; the first one that there is unless given. */
  readonly remoteUnit?: number | "none";
}

/** Makes events, as in `on.pebbleReady("web")`. */
export interface TestEvents<C = never> {
  install(): TestEvent;
  start(): TestEvent;
  stop(): TestEvent;
  remove(): TestEvent;
  configChanged(): TestEvent;
  updateStatus(): TestEvent;
  upgradeCharm(): TestEvent;
  leaderElected(): TestEvent;
  preSeriesUpgrade(): TestEvent;
  postSeriesUpgrade(): TestEvent;
  pebbleReady(container: string): TestEvent;
  /** @param notice the id or the key of a notice that the container's state has */
  pebbleCustomNotice(container: string, notice: string): TestEvent;
  /** @param check a check of the container's plan */
  pebbleCheckFailed(container: string, check: string): TestEvent;
  /** @param check a check of the container's plan */
  pebbleCheckRecovered(container: string, check: string): TestEvent;
  relationCreated(relation: RelationKey): TestEvent;
  relationJoined(relation: RelationKey, units?: RemoteUnit): TestEvent;
  relationChanged(relation: RelationKey, units?: RemoteUnit): TestEvent;
  /** @param units.departingUnit the number of the unit that leaves; the remote one unless given */
  relationDeparted(
    relation: RelationKey,
    units?: RemoteUnit & { readonly departingUnit?: number },
  ): TestEvent;
  relationBroken(relation: RelationKey): TestEvent;
  storageAttached(storage: string, index?: number): TestEvent;
  storageDetaching(storage: string, index?: number): TestEvent;
  secretChanged(secret: SecretKey): TestEvent;
  secretRotate(secret: SecretKey): TestEvent;
  secretExpired(secret: SecretKey, revision: number): TestEvent;
  secretRemove(secret: SecretKey, revision: number): TestEvent;
  /** @param params what the action is given, besides its defaults */
  action(
    name: string,
    params?: Readonly<Record<string, unknown>>,
    options?: { readonly id?: string },
  ): TestEvent;
  /**
   * An event of the charm's own, or of a part of it. What was deferred comes before it, and collect-status after it, as with
   * Juju's.
   * @param source where the charm has it, as in `(charm) => charm.database.on.ready`
   * @param data what it is emitted with
   */
  custom<D extends object>(
    source: (charm: C) => EventSource<D, CharmEvent>,
    ...data: object extends D ? [data?: D] : [data: D]
  ): TestEvent;
}

/** All of {@link TestEvents}. */
export const testEvents: TestEvents = {
  install: () => plain("install"),
  start: () => plain("start"),
  stop: () => plain("stop"),
  remove: () => plain("remove"),
  configChanged: () => plain("config-changed"),
  updateStatus: () => plain("update-status"),
  upgradeCharm: () => plain("upgrade-charm"),
  leaderElected: () => plain("leader-elected"),
  preSeriesUpgrade: () => plain("pre-series-upgrade"),
  postSeriesUpgrade: () => plain("post-series-upgrade"),
  pebbleReady: (container) => ({ kind: "workload", hook: "pebble-ready", container }),
  pebbleCustomNotice: (container, notice) => ({
    kind: "workload",
    hook: "pebble-custom-notice",
    container,
    notice,
  }),
  pebbleCheckFailed: (container, check) => ({
    kind: "workload",
    hook: "pebble-check-failed",
    container,
    check,
  }),
  pebbleCheckRecovered: (container, check) => ({
    kind: "workload",
    hook: "pebble-check-recovered",
    container,
    check,
  }),
  relationCreated: (key) => relation("created", key),
  relationJoined: (key, units) => relation("joined", key, units),
  relationChanged: (key, units) => relation("changed", key, units),
  relationDeparted: (key, units) => relation("departed", key, units),
  relationBroken: (key) => relation("broken", key),
  storageAttached: (storage, index = 0) => ({ kind: "storage", hook: "attached", storage, index }),
  storageDetaching: (storage, index = 0) => ({ kind: "storage", hook: "detaching", storage, index }),
  secretChanged: (secret) => ({ kind: "secret", hook: "changed", secret }),
  secretRotate: (secret) => ({ kind: "secret", hook: "rotate", secret }),
  secretExpired: (secret, revision) => ({ kind: "secret", hook: "expired", secret, revision }),
  secretRemove: (secret, revision) => ({ kind: "secret", hook: "remove", secret, revision }),
  action: (name, params = {}, { id = "1" } = {}) => ({ kind: "action", name, id, params }),
  custom: (source, ...[data]) => ({
    kind: "custom",
    // Its data has been checked against it here.
    source: source as (charm: never) => EventSource<object, CharmEvent>,
    data: data ?? {},
  }),
};
