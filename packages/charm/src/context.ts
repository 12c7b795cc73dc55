import { ContextError } from "./errors.ts";

/** The environment of a hook, as text. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the agent said about the hook when it started the charm. */
export interface HookContext {
  /** `hooks/redis-pebble-ready` or `actions/purge`. */
  readonly dispatchPath: string;
  /** `snappass/0`. */
  readonly unitName: string;
  readonly modelName: string;
  readonly modelUuid: string;
  /** The folder that `charmcraft.yaml` or `metadata.yaml` lies in. */
  readonly charmDir: string;
  /** Whether every line of the log goes to the standard error as well. */
  readonly debug?: boolean | undefined;
  /** Where to wait for a debugger: the names of breakpoints, `hook` for before each handler, `all` for both. */
  readonly debugAt?: ReadonlySet<string> | undefined;
  /** As in `zone1`. */
  readonly availabilityZone?: string | undefined;
  readonly machineId?: string | undefined;
  /** The unit that this one was deployed beside, when it is a subordinate. */
  readonly principalUnit?: string | undefined;
  /** `install`; empty for an action. */
  readonly hookName?: string | undefined;
  /** `purge`; absent for a hook. */
  readonly actionName?: string | undefined;
  /** The container that the event is about. */
  readonly workloadName?: string | undefined;
  readonly noticeId?: string | undefined;
  readonly noticeType?: string | undefined;
  readonly noticeKey?: string | undefined;
  readonly checkName?: string | undefined;
  /** The run of the action, as the person who asked for it knows it. */
  readonly actionId?: string | undefined;
  /** The version of the agent, as in `3.6.10`; empty when it did not say. */
  readonly jujuVersion?: string | undefined;
  /** The endpoint of the relation that the event is about. */
  readonly relationName?: string | undefined;
  readonly relationId?: number | undefined;
  readonly remoteAppName?: string | undefined;
  readonly remoteUnitName?: string | undefined;
  /** The unit that leaves a relation, which may be this one. */
  readonly departingUnitName?: string | undefined;
  readonly secretId?: string | undefined;
  readonly secretLabel?: string | undefined;
  readonly secretRevision?: number | undefined;
  /** The storage that the event is about, as in `data`. */
  readonly storageName?: string | undefined;
  readonly storageIndex?: number | undefined;
  /** The storage's folder or device, as in `/var/lib/data`. */
  readonly storageLocation?: string | undefined;
}

/** The names of a list with commas. */
const readNames = (text = ""): ReadonlySet<string> =>
  new Set(text.split(",").flatMap((name) => name.trim() || []));

const need = (env: Environment, name: string): string => {
  const value = env[name];
  if (value !== undefined && value !== "") return value;
  const hint = "a charm is started by an agent, as by `cobble pod up`, and finds it in its environment";
  throw new ContextError(`cannot tell which hook to run: ${name} is not set; ${hint}`);
};

/** The number at the end of `db:7`, `data/0` or `7`; undefined when the variable is not set. */
const trailingNumber = (env: Environment, name: string): number | undefined => {
  const text = env[name];
  if (text === undefined || text === "") return undefined;
  const digits = /\d+$/.exec(text)?.[0];
  if (digits !== undefined) return Number(digits);
  throw new ContextError(`cannot read ${name}: ${JSON.stringify(text)} does not end with a number`);
};

/**
 * Reads what the agent put into the environment.
 * @throws {ContextError} when the hook, the unit or the charm's folder is missing, or a number is none
 * @source ops 3.9, ops/jujucontext.py
 */
export const readHookContext = (env: Environment): HookContext => ({
  dispatchPath: need(env, "JUJU_DISPATCH_PATH"),
  unitName: need(env, "JUJU_UNIT_NAME"),
  charmDir: need(env, "JUJU_CHARM_DIR"),
  debug: env["JUJU_DEBUG"] !== undefined,
  debugAt: readNames(env["JUJU_DEBUG_AT"]),
  availabilityZone: env["JUJU_AVAILABILITY_ZONE"] || undefined,
  machineId: env["JUJU_MACHINE_ID"] || undefined,
  principalUnit: env["JUJU_PRINCIPAL_UNIT"] || undefined,
  hookName: env["JUJU_HOOK_NAME"] || undefined,
  actionName: env["JUJU_ACTION_NAME"] || undefined,
  modelName: env["JUJU_MODEL_NAME"] ?? "",
  modelUuid: env["JUJU_MODEL_UUID"] ?? "",
  workloadName: env["JUJU_WORKLOAD_NAME"] || undefined,
  noticeId: env["JUJU_NOTICE_ID"] || undefined,
  noticeType: env["JUJU_NOTICE_TYPE"] || undefined,
  noticeKey: env["JUJU_NOTICE_KEY"] || undefined,
  checkName: env["JUJU_PEBBLE_CHECK_NAME"] || undefined,
  actionId: env["JUJU_ACTION_UUID"] || undefined,
  jujuVersion: env["JUJU_VERSION"] || undefined,
  relationName: env["JUJU_RELATION"] || undefined,
  relationId: trailingNumber(env, "JUJU_RELATION_ID"),
  remoteAppName: env["JUJU_REMOTE_APP"] || undefined,
  remoteUnitName: env["JUJU_REMOTE_UNIT"] || undefined,
  departingUnitName: env["JUJU_DEPARTING_UNIT"] || undefined,
  secretId: env["JUJU_SECRET_ID"] || undefined,
  secretLabel: env["JUJU_SECRET_LABEL"] || undefined,
  secretRevision: trailingNumber(env, "JUJU_SECRET_REVISION"),
  storageName: env["JUJU_STORAGE_ID"]?.split("/")[0] || undefined,
  storageIndex: trailingNumber(env, "JUJU_STORAGE_ID"),
  storageLocation: env["JUJU_STORAGE_LOCATION"] || undefined,
});

/** Whether the hook is an action that somebody asked for, and waits for. */
export const isAction = (context: HookContext): boolean => /(^|\/)actions\/[^/]+$/.test(context.dispatchPath);

/**
 * The event that a hook stands for, by the name that events have here: the hook's own, as in `redis-pebble-ready`, and
 * `purge-action` for an action.
 */
export const eventName = (context: HookContext): string => {
  const name = context.dispatchPath.split("/").at(-1) ?? "";
  return isAction(context) ? `${name}-action` : name;
};

/**
 * Whether most hook tools are kept from the hook, so that nothing deferred may come again in it and no status is asked for.
 * @source ops 3.9, ops/_main.py, _Dispatcher.is_restricted_context
 */
export const isRestricted = (context: HookContext): boolean =>
  ["collect-metrics", "meter-status-changed"].includes(eventName(context));

/** Whether the unit is about to end, so that nothing should be set up any more. */
export const isTeardown = (context: HookContext): boolean => ["stop", "remove"].includes(eventName(context));

/** The variables of what only some hooks have. */
const variables = {
  noticeId: "JUJU_NOTICE_ID",
  noticeType: "JUJU_NOTICE_TYPE",
  noticeKey: "JUJU_NOTICE_KEY",
  checkName: "JUJU_PEBBLE_CHECK_NAME",
  relationId: "JUJU_RELATION_ID",
  secretId: "JUJU_SECRET_ID",
  secretRevision: "JUJU_SECRET_REVISION",
  storageIndex: "JUJU_STORAGE_ID",
} as const;

/**
 * One of the values that only some hooks have.
 * @throws {ContextError} when the agent did not give it
 */
export const contextValue = <K extends keyof typeof variables>(
  context: HookContext,
  key: K,
): NonNullable<HookContext[K]> => {
  const value = context[key];
  if (value !== undefined) return value;
  throw new ContextError(`cannot handle ${context.dispatchPath}: ${variables[key]} is not set`);
};
