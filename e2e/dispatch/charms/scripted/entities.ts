import {
  ActiveStatus,
  type Application,
  BlockedStatus,
  ErrorStatus,
  MaintenanceStatus,
  type Relation,
  type RelationDataContent,
  type SettableStatus,
  type Unit,
  WaitingStatus,
} from "@cobble/charm";
import { needed, type Play, type Steps } from "./play.ts";

const statuses = {
  active: ActiveStatus,
  blocked: BlockedStatus,
  maintenance: MaintenanceStatus,
  waiting: WaitingStatus,
  error: ErrorStatus,
} as const;

/** A status, even one that the compiler would not let a charm set. */
const makeStatus = (name: string, message: string): SettableStatus => {
  const Status = statuses[name as keyof typeof statuses];
  return new Status(message) as SettableStatus;
};

const entityOf = ({ model }: Play, name: string): Unit | Application =>
  name.includes("/") ? model.getUnit(name) : model.getApp(name);

const relationOf = async (play: Play, endpoint: string): Promise<Relation> => {
  const relation = endpoint === "event" ? play.event.relation : await play.model.getRelation(endpoint);
  return needed(relation, "relation");
};

const bagOf = async (play: Play, endpoint: string, who: string): Promise<RelationDataContent> => {
  const relation = await relationOf(play, endpoint);
  const entities: Readonly<Record<string, Unit | Application | undefined>> = {
    unit: play.unit,
    app: play.app,
    "remote-unit": play.event.unit,
    "remote-app": relation.app,
  };
  return relation.data.get(who in entities ? needed(entities[who], who) : play.model.getUnit(who));
};

/** Steps of statuses. */
export const statusSteps: Steps<
  "status" | "app-status" | "ask-status" | "ask-app-status" | "ask-status-of" | "set-status-of" | "add-status"
> = {
  status: ({ unit }, name, message) => unit.setStatus(makeStatus(name, message)),
  "app-status": ({ app }, name, message) => app.setStatus(makeStatus(name, message)),
  "ask-status": async ({ unit, tell }) => {
    const { name, message } = await unit.getStatus();
    tell("status", [name, message]);
  },
  "ask-app-status": async ({ app, tell }) => {
    const { name, message } = await app.getStatus();
    tell("app status", [name, message]);
  },
  "ask-status-of": async (play, name) =>
    play.tell(`status of ${name}`, (await entityOf(play, name).getStatus()).name),
  "set-status-of": (play, name) => entityOf(play, name).setStatus(new ActiveStatus()),
  "add-status": ({ event }, name, message) =>
    needed(event.addStatus, "addStatus").call(event, makeStatus(name, message)),
};

/** Steps of relations. */
export const relationSteps: Steps<
  | "write"
  | "erase"
  | "read"
  | "read-key"
  | "relations"
  | "only-relation"
  | "relation-by-id"
  | "in-data"
  | "remote-model"
> = {
  // A script may say what no compiler would let through.
  write: async (play, endpoint, who, data) =>
    (await bagOf(play, endpoint, who)).update(data as Readonly<Record<string, string>>),
  erase: async (play, endpoint, who, key) => (await bagOf(play, endpoint, who)).delete(key),
  read: async (play, endpoint, who) =>
    play.tell(`data of ${who}`, await (await bagOf(play, endpoint, who)).getAll()),
  "read-key": async (play, endpoint, who, key) =>
    play.tell(`${key} of ${who}`, await (await bagOf(play, endpoint, who)).get(key)),
  relations: async ({ model, tell }, endpoint) => {
    const found = await model.relations.get(endpoint);
    const sorted = [...found].sort((a, b) => a.id - b.id);
    tell(
      `relations of ${endpoint}`,
      sorted.map(({ id, app, active }) => [id, app?.name, active]),
    );
  },
  "only-relation": async ({ model, tell }, endpoint) =>
    tell(`relation of ${endpoint}`, (await model.getRelation(endpoint))?.id),
  "relation-by-id": async ({ model, tell }, endpoint, id) => {
    const { active, app, units } = await model.relations.byId(endpoint, id);
    tell(`relation ${endpoint}:${id}`, [active, app?.name, [...units].map(({ name }) => name).sort()]);
  },
  "in-data": async (play, endpoint) => {
    const { name, data } = await relationOf(play, endpoint);
    play.tell(`data of ${name}`, [...new Set(data.entities.map((entity) => entity.name))].sort());
  },
  "remote-model": async (play, endpoint) =>
    play.tell("remote model", (await (await relationOf(play, endpoint)).getRemoteModel()).uuid),
};
