import { formatTime, type GapEvent, type Micros, type SupervisorEvent } from "@cobble/wire";
import type { NewEvent } from "../../event-sink.ts";
import { formatCursor } from "./cursor.ts";

/** A {@link NewEvent}, or a gap, as it is kept. */
export type KeptEvent = (NewEvent | { readonly type: "gap"; readonly gap: GapEvent }) & {
  /** Its number: the first of a daemon is 1, and none is left out. That of a gap is that of the last event before it. */
  readonly number: number;
  readonly at: Micros;
};

/** Which events a client wants; what is left out does not restrict. Gaps are always wanted. */
export interface EventFilter {
  readonly types?: ReadonlySet<string>;
  /** Services and checks by name, changes by id or by a service of theirs, notices by key. */
  readonly names?: ReadonlySet<string>;
  /** Notices of this user and public ones; everybody's when left out. */
  readonly userId?: number;
}

const isNamed = (event: KeptEvent, names: ReadonlySet<string>): boolean => {
  switch (event.type) {
    case "service":
      return names.has(event.service.name);
    case "check":
      return names.has(event.check.name);
    case "change":
      return names.has(event.change.id) || event.change.services.some((name) => names.has(name));
    case "notice":
      return names.has(event.notice.key);
    case "gap":
      return true;
    default:
      return event satisfies never;
  }
};

const isForeign = (event: KeptEvent, userId: number | undefined): boolean => {
  if (event.type !== "notice" || userId === undefined) return false;
  const owner = event.notice["user-id"];
  return owner !== null && owner !== userId;
};

/** Whether the filter lets an event through. */
export const matchesEvent = (event: KeptEvent, filter: EventFilter): boolean =>
  event.type === "gap" ||
  ((filter.types?.has(event.type) ?? true) &&
    (filter.names === undefined || isNamed(event, filter.names)) &&
    !isForeign(event, filter.userId));

/** An event as clients see it. @param epoch of the daemon that keeps it */
export const toWireEvent = (
  { number, at, ...event }: KeptEvent,
  context: { readonly epoch: string; readonly offsetMinutes: number },
): SupervisorEvent => ({
  cursor: formatCursor({ epoch: context.epoch, number }),
  time: formatTime(at, context.offsetMinutes),
  ...event,
});
