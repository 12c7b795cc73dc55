import { type Hook, hookName, type RelationHook } from "./hook.ts";

/** What the environment of a hook is made from, besides the hook. */
export interface HookPlace {
  /** The environment of the runner. */
  readonly inherited: Readonly<Record<string, string | undefined>>;
  readonly charmDir: string;
  readonly unitName: string;
  readonly modelName: string;
  readonly modelUuid: string;
  /** Names this run of the hook to the hook tools. */
  readonly contextId: string;
  /** The socket that the hook tools call. */
  readonly agentSocket: string;
  /** Holds `<container>/pebble.socket` for each container. */
  readonly containersDir: string;
  /** Put before the inherited PATH, in this order. */
  readonly path: readonly string[];
  /** Where the charm waits for a debugger, as `JUJU_DEBUG_AT` has it; nowhere when absent. */
  readonly debugAt?: string | undefined;
}

/** The release of Juju whose hooks these are; charms ask for it to know what they may use. */
export const jujuVersion = "3.6.0";

/** Variables of the runner that would tell a child something that is only true of the runner. */
const isForeign = (name: string): boolean =>
  name.startsWith("JUJU_") ||
  name.startsWith("PEBBLE") ||
  name === "COBBLE_BUN" ||
  name === "OPERATOR_DISPATCH";

/** The environment without what must not reach children: other pods' and units' variables. */
export const cleanEnvironment = (inherited: HookPlace["inherited"]): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !isForeign(name)) kept[name] = value;
  }
  return kept;
};

/** `dirs` before the PATH of `inherited`. */
export const joinPath = (dirs: readonly string[], inherited: HookPlace["inherited"]): string =>
  [...dirs, inherited["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"].join(":");

const ofRelationHook = (hook: RelationHook, appName: string): Readonly<Record<string, string>> => {
  const { endpoint, id, app = appName } = hook.relation;
  return {
    JUJU_RELATION: endpoint,
    JUJU_RELATION_ID: `${endpoint}:${id}`,
    JUJU_REMOTE_APP: app,
    JUJU_REMOTE_UNIT: ("unit" in hook ? hook.unit : undefined) ?? "",
    ...(hook.kind === "relation-departed" ? { JUJU_DEPARTING_UNIT: hook.unit } : {}),
  };
};

const ofHook = (hook: Hook, appName: string): Readonly<Record<string, string>> => {
  switch (hook.kind) {
    case "lifecycle":
      return {};
    case "pebble-ready":
      return { JUJU_WORKLOAD_NAME: hook.container };
    case "custom-notice":
      return {
        JUJU_WORKLOAD_NAME: hook.container,
        JUJU_NOTICE_ID: hook.notice.id,
        JUJU_NOTICE_TYPE: hook.notice.type,
        JUJU_NOTICE_KEY: hook.notice.key,
      };
    case "check-failed":
    case "check-recovered":
      return { JUJU_WORKLOAD_NAME: hook.container, JUJU_PEBBLE_CHECK_NAME: hook.check };
    case "relation-created":
    case "relation-joined":
    case "relation-changed":
    case "relation-departed":
    case "relation-broken":
      return ofRelationHook(hook, appName);
    case "storage-attached":
    case "storage-detaching":
      return {
        JUJU_STORAGE_ID: hook.storage,
        JUJU_STORAGE_LOCATION: hook.location,
        JUJU_STORAGE_KIND: "filesystem",
      };
    case "secret-rotate":
    case "secret-expired":
    case "secret-remove":
      return {
        JUJU_SECRET_ID: `secret:${hook.secret.id}`,
        JUJU_SECRET_LABEL: hook.secret.label ?? "",
        ...(hook.kind !== "secret-rotate" ? { JUJU_SECRET_REVISION: String(hook.secret.revision) } : {}),
      };
    case "action":
      return { JUJU_ACTION_NAME: hook.name, JUJU_ACTION_UUID: hook.id };
    default:
      return hook satisfies never;
  }
};

/**
 * The whole environment of the process that runs a hook.
 * @source ops 3.9, ops/jujucontext.py, JujuContext
 */
export const hookEnvironment = (hook: Hook, place: HookPlace): Record<string, string> => {
  const name = hookName(hook);
  const isAction = hook.kind === "action";
  return {
    ...cleanEnvironment(place.inherited),
    PATH: joinPath(place.path, place.inherited),
    JUJU_DISPATCH_PATH: `${isAction ? "actions" : "hooks"}/${name}`,
    JUJU_HOOK_NAME: isAction ? "" : name,
    JUJU_UNIT_NAME: place.unitName,
    JUJU_MODEL_NAME: place.modelName,
    JUJU_MODEL_UUID: place.modelUuid,
    JUJU_VERSION: jujuVersion,
    JUJU_CHARM_DIR: place.charmDir,
    CHARM_DIR: place.charmDir,
    JUJU_CONTEXT_ID: place.contextId,
    JUJU_AGENT_SOCKET_NETWORK: "unix",
    JUJU_AGENT_SOCKET_ADDRESS: place.agentSocket,
    COBBLE_CONTAINERS_DIR: place.containersDir,
    ...(place.debugAt === undefined ? {} : { JUJU_DEBUG_AT: place.debugAt }),
    ...ofHook(hook, place.unitName.split("/")[0] ?? ""),
  };
};
