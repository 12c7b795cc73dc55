import {
  ActionEvent,
  type CharmEvent,
  CustomEvent,
  PebbleCheckFailedEvent,
  PebbleCheckRecoveredEvent,
  PebbleCustomNoticeEvent,
  PebbleReadyEvent,
  RelationDepartedEvent,
  RelationEvent,
  SecretChangedEvent,
  SecretExpiredEvent,
  SecretRemoveEvent,
  SecretRotateEvent,
  StorageEvent,
} from "@cobble/charm";

/** Sets as lists, times as seconds, and what is undefined as null. */
const plain = (value: unknown): unknown => {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return Math.trunc(value.getTime() / 1_000);
  if (value instanceof Set) return [...value].map(plain).sort();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return value;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, part]) => [key, plain(part)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
};

/** A value as one line that both languages write in the same way. */
export const shown = (value: unknown): string =>
  // Python escapes what is not ASCII.
  JSON.stringify(plain(value)).replaceAll(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const isCheck = (event: CharmEvent): event is PebbleCheckFailedEvent | PebbleCheckRecoveredEvent =>
  event instanceof PebbleCheckFailedEvent || event instanceof PebbleCheckRecoveredEvent;

const isSecret = (
  event: CharmEvent,
): event is SecretChangedEvent | SecretExpiredEvent | SecretRemoveEvent | SecretRotateEvent =>
  event instanceof SecretChangedEvent ||
  event instanceof SecretExpiredEvent ||
  event instanceof SecretRemoveEvent ||
  event instanceof SecretRotateEvent;

/** The event's name, as hooks have it. */
export const kindOf = (event: CharmEvent): string => {
  if (event instanceof RelationEvent) return `${event.relation.name}-${event.kind}`;
  if (event instanceof StorageEvent) return `${event.storage.name}-${event.kind}`;
  if (event instanceof PebbleReadyEvent || event instanceof PebbleCustomNoticeEvent || isCheck(event)) {
    return `${event.workload.name}-${event.kind}`;
  }
  return event.kind;
};

const relationFacts = (event: RelationEvent): string => {
  const { relation, app, unit } = event;
  const facts = [
    `${relation.name}:${relation.id}`,
    app?.name,
    unit?.name,
    relation.active,
    [...relation.units].map(({ name }) => name).sort(),
    relation.app?.name,
  ];
  return shown(event instanceof RelationDepartedEvent ? [...facts, event.departingUnit?.name] : facts);
};

/** What the event says. */
export const factsOf = async (event: CharmEvent): Promise<string> => {
  if (event instanceof RelationEvent) return relationFacts(event);
  if (event instanceof StorageEvent) return shown([event.storage.fullId, await event.storage.getLocation()]);
  if (isSecret(event)) {
    return shown([event.secret.id, event.secret.label, "revision" in event ? event.revision : undefined]);
  }
  if (event instanceof PebbleCustomNoticeEvent) {
    return shown([event.workload.name, event.notice.id, event.notice.type, event.notice.key]);
  }
  if (isCheck(event)) return shown([event.workload.name, event.info.name]);
  if (event instanceof ActionEvent) return shown([event.id, event.params]);
  return event instanceof CustomEvent ? shown(event.data) : "";
};
