import { splitStorage } from "../unit/storages.ts";

/** The hooks that come from the life of the unit and not from a container. */
export const lifecycleHooks = [
  "install",
  "leader-elected",
  "config-changed",
  "start",
  "update-status",
  "stop",
  "remove",
] as const;
/** One of {@link lifecycleHooks}. */
export type LifecycleHook = (typeof lifecycleHooks)[number];

/** The place of a notice in the order of its container's notices: its `last-repeated`, as the supervisor wrote it. */
export type NoticeTime = string;

/** The relation that a hook is about. */
interface RelationOfHook {
  readonly endpoint: string;
  readonly id: number;
  /** The application at the other end; absent among peers. */
  readonly app?: string;
}

/** Something the charm is to be told of, by one process. */
export type Hook =
  | { readonly kind: "lifecycle"; readonly name: LifecycleHook }
  | { readonly kind: "pebble-ready"; readonly container: string }
  | {
      readonly kind: "custom-notice";
      readonly container: string;
      readonly notice: { readonly id: string; readonly type: string; readonly key: string };
      readonly at: NoticeTime;
    }
  | {
      readonly kind: "check-failed" | "check-recovered";
      readonly container: string;
      readonly check: string;
      /** The change whose end this is; the supervisor may report it more than once. */
      readonly change: string;
      readonly at: NoticeTime;
    }
  | { readonly kind: "relation-created" | "relation-broken"; readonly relation: RelationOfHook }
  | {
      readonly kind: "relation-joined" | "relation-departed";
      readonly relation: RelationOfHook;
      /** As in `postgresql/0`. */
      readonly unit: string;
    }
  | {
      readonly kind: "relation-changed";
      readonly relation: RelationOfHook;
      /** Who says something new; absent when it is the application. */
      readonly unit?: string;
      /** All that it says now. */
      readonly data: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "storage-attached" | "storage-detaching";
      /** As in `data/0`. */
      readonly storage: string;
      /** The folder that it is. */
      readonly location: string;
    }
  | {
      readonly kind: "secret-rotate" | "secret-expired" | "secret-remove";
      readonly secret: {
        readonly id: string;
        readonly label?: string | undefined;
        readonly revision: number;
      };
    }
  | {
      readonly kind: "action";
      readonly name: string;
      readonly id: string;
      readonly params: Readonly<Record<string, unknown>>;
    };

/** A hook of a relation. */
export type RelationHook = Extract<Hook, { relation: unknown }>;

/** A hook that runs an action. */
export type ActionHook = Extract<Hook, { kind: "action" }>;

/**
 * The name that the charm knows a hook by, as in `redis-pebble-ready`; of an action, the action's name.
 * @source ops 3.9, ops/charm.py, CharmBase.on
 */
export const hookName = (hook: Hook): string => {
  switch (hook.kind) {
    case "lifecycle":
    case "action":
      return hook.name;
    case "pebble-ready":
    case "check-failed":
    case "check-recovered":
    case "custom-notice": {
      const event = hook.kind === "pebble-ready" ? hook.kind : `pebble-${hook.kind}`;
      return `${hook.container}-${event}`;
    }
    case "relation-created":
    case "relation-joined":
    case "relation-changed":
    case "relation-departed":
    case "relation-broken":
      return `${hook.relation.endpoint}-${hook.kind}`;
    case "storage-attached":
    case "storage-detaching":
      return `${splitStorage(hook.storage).name}-${hook.kind}`;
    case "secret-rotate":
    case "secret-expired":
    case "secret-remove":
      return hook.kind;
    default:
      return hook satisfies never;
  }
};

/** What people are shown: `hook "install"`, `action "purge"`. */
export const describeHook = (hook: Hook): string =>
  `${hook.kind === "action" ? "action" : "hook"} ${JSON.stringify(hookName(hook))}`;

/** Hooks that say the same thing when they are told once or twice; one that waits already is not queued again. */
export const isSameHook = (a: Hook, b: Hook): boolean => {
  if (a.kind === "lifecycle") return b.kind === "lifecycle" && a.name === b.name;
  if ("relation" in a) {
    const unit = "unit" in a ? a.unit : undefined;
    const isSameUnit = unit === ("unit" in b ? b.unit : undefined);
    return b.kind === a.kind && a.relation.endpoint === b.relation.endpoint && isSameUnit;
  }
  if ("storage" in a) return b.kind === a.kind && a.storage === b.storage;
  if ("secret" in a) {
    // A secret may have several revisions to remove; its time comes once, whatever its revision is then.
    const isSameRevision =
      a.kind !== "secret-remove" || ("secret" in b && a.secret.revision === b.secret.revision);
    return b.kind === a.kind && a.secret.id === b.secret.id && isSameRevision;
  }
  if (a.kind === "pebble-ready") return b.kind === "pebble-ready" && a.container === b.container;
  return false;
};
