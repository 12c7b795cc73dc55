import type { UnitIdentity } from "../juju/juju.ts";
import { getContainer, getRelation, getSecret } from "../state/find.ts";
import { type RelationState, remoteUnitNumbers } from "../state/relation.ts";
import type { State } from "../state/state.ts";
import type { RelationKey, TestEvent } from "./event.ts";

type Environment = Readonly<Record<string, string>>;

/** The relation that an event names. @throws {TestingError} when the state has none, or several */
export const relationOf = (state: State, key: RelationKey): RelationState =>
  getRelation(state, typeof key === "object" ? (key.id ?? key.endpoint) : key);

/** The hook's name, as in `db-relation-changed`. */
export const hookName = (event: TestEvent, state: State): string => {
  switch (event.kind) {
    case "plain":
      return event.hook;
    case "custom":
      return "custom-event";
    case "workload":
      return `${event.container}-${event.hook}`;
    case "relation":
      return `${relationOf(state, event.relation).endpoint}-relation-${event.hook}`;
    case "storage":
      return `${event.storage}-storage-${event.hook}`;
    case "secret":
      return `secret-${event.hook}`;
    case "action":
      return event.name;
    default:
      return event satisfies never;
  }
};

const workload = (event: Extract<TestEvent, { readonly kind: "workload" }>, state: State): Environment => {
  const notice = getContainer(state, event.container).notices.find(
    ({ id, key }) => id === event.notice || key === event.notice,
  );
  return {
    JUJU_WORKLOAD_NAME: event.container,
    ...(notice && { JUJU_NOTICE_ID: notice.id, JUJU_NOTICE_TYPE: notice.type, JUJU_NOTICE_KEY: notice.key }),
    ...(event.check === undefined ? {} : { JUJU_PEBBLE_CHECK_NAME: event.check }),
  };
};

/** @source ops 3.9, testing/src/scenario/_runtime.py, _get_event_env */
const relation = (event: Extract<TestEvent, { readonly kind: "relation" }>, state: State): Environment => {
  const found = relationOf(state, event.relation);
  const app = found.remoteAppName;
  const isAboutUnit = event.hook !== "created" && event.hook !== "broken";
  const asked = event.remoteUnit ?? (isAboutUnit ? remoteUnitNumbers(found)[0] : undefined);
  const number = asked === "none" ? undefined : asked;
  const departing = event.departingUnit ?? number;
  return {
    JUJU_RELATION: found.endpoint,
    JUJU_RELATION_ID: `${found.endpoint}:${found.id}`,
    JUJU_REMOTE_APP: app,
    ...(number === undefined ? {} : { JUJU_REMOTE_UNIT: `${app}/${number}` }),
    ...(event.hook === "departed" && departing !== undefined
      ? { JUJU_DEPARTING_UNIT: `${app}/${departing}` }
      : {}),
  };
};

const secret = (event: Extract<TestEvent, { readonly kind: "secret" }>, state: State): Environment => {
  const found = getSecret(state, typeof event.secret === "object" ? event.secret.id : event.secret);
  return {
    JUJU_SECRET_ID: found.id,
    JUJU_SECRET_LABEL: found.label ?? "",
    ...(event.revision === undefined ? {} : { JUJU_SECRET_REVISION: String(event.revision) }),
  };
};

const about = (event: TestEvent, state: State): Environment => {
  switch (event.kind) {
    case "plain":
    case "custom":
      return {};
    case "workload":
      return workload(event, state);
    case "relation":
      return relation(event, state);
    case "storage":
      return { JUJU_STORAGE_ID: `${event.storage}/${event.index}` };
    case "secret":
      return secret(event, state);
    case "action":
      return { JUJU_ACTION_NAME: event.name, JUJU_ACTION_UUID: event.id };
    default:
      return event satisfies never;
  }
};

/** Where and how a hook comes. */
export interface HookPlace {
  readonly state: State;
  readonly identity: UnitIdentity;
  /** The charm's folder. */
  readonly charmDir: string;
}

/** The environment that Juju starts a charm with. */
export const hookEnvironment = (event: TestEvent, { state, identity, charmDir }: HookPlace): Environment => {
  const { jujuVersion, machineId, availabilityZone, principalUnit } = identity;
  const name = hookName(event, state);
  return {
    JUJU_VERSION: jujuVersion,
    JUJU_UNIT_NAME: `${identity.appName}/${identity.unitNumber}`,
    JUJU_MODEL_NAME: state.model.name,
    JUJU_MODEL_UUID: state.model.uuid,
    JUJU_CHARM_DIR: charmDir,
    JUJU_DISPATCH_PATH: event.kind === "action" ? `actions/${name}` : `hooks/${name}`,
    JUJU_HOOK_NAME: event.kind === "action" ? "" : name,
    ...(machineId !== undefined && { JUJU_MACHINE_ID: machineId }),
    ...(availabilityZone !== undefined && { JUJU_AVAILABILITY_ZONE: availabilityZone }),
    ...(principalUnit !== undefined && { JUJU_PRINCIPAL_UNIT: principalUnit }),
    ...about(event, state),
  };
};
