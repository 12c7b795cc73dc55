import { array, boolean, type Infer, integer, nullable, object, oneOf, string, union } from "./schema.ts";

/** The types of events that `GET /v1/events` can be asked for. */
export const eventTypes = ["service", "check", "change", "notice"] as const;
/** One of {@link eventTypes}. */
export type EventType = (typeof eventTypes)[number];

/** What a service's process is doing, in more words than its status has: of `active` it says which part. */
export const serviceStates = ["stopped", "starting", "running", "stopping", "backoff", "exited"] as const;
/** One of {@link serviceStates}. */
export type ServiceStateName = (typeof serviceStates)[number];

/** A service has come to another state. */
export const ServiceEvent = object(
  {
    name: string(),
    state: oneOf(serviceStates),
    previous: oneOf(serviceStates),
    current: string({ description: "its status, as listings show it" }),
  },
  {
    pid: integer({ description: "of the process, where there is one" }),
    "exit-code": integer({
      description: "of the process that has just ended; 128 plus its number for a signal",
    }),
    signal: string({ description: "that ended it" }),
  },
);
/** A service has come to another state. */
export type ServiceEvent = Infer<typeof ServiceEvent>;

/** A check has come to another status. */
export const CheckEvent = object(
  { name: string(), status: string(), previous: string(), failures: integer(), threshold: integer() },
  { "change-id": string() },
);
/** A check has come to another status. */
export type CheckEvent = Infer<typeof CheckEvent>;

/** A change was made, or has come to another status. */
export const ChangeEvent = object(
  {
    id: string(),
    kind: string(),
    summary: string(),
    status: string(),
    ready: boolean(),
    services: array(string()),
  },
  { err: string() },
);
/** A change was made, or has come to another status. */
export type ChangeEvent = Infer<typeof ChangeEvent>;

/** A notice has occurred and counts as new; those of another user are only sent to admins. */
export const NoticeEvent = object({
  id: string(),
  "user-id": nullable(integer()),
  type: string(),
  key: string(),
  occurrences: integer(),
});
/** A notice has occurred and counts as new. */
export type NoticeEvent = Infer<typeof NoticeEvent>;

/**
 * Why events are missing before this point. `restarted`: the cursor is of an earlier run of the daemon. `expired`: the
 * events after the cursor are no longer kept. `slow`: the client took them too slowly.
 */
export const gapReasons = ["restarted", "expired", "slow"] as const;

/** Events are missing here: what is known from events has to be read anew. */
export const GapEvent = object(
  { reason: oneOf(gapReasons) },
  { lost: integer({ description: "how many, whatever their type; absent when nobody knows" }) },
);
/** Events are missing here. */
export type GapEvent = Infer<typeof GapEvent>;

const common = {
  cursor: string({
    description: "to go on after this event: the parameter `after`, or the header Last-Event-ID",
  }),
  time: string({ description: "RFC 3339" }),
};

/** One event of `GET /v1/events`: its type, and under the same name what happened. Not in the reference. */
export const SupervisorEvent = union(
  object({ ...common, type: oneOf(["service"]), service: ServiceEvent }),
  object({ ...common, type: oneOf(["check"]), check: CheckEvent }),
  object({ ...common, type: oneOf(["change"]), change: ChangeEvent }),
  object({ ...common, type: oneOf(["notice"]), notice: NoticeEvent }),
  object({ ...common, type: oneOf(["gap"]), gap: GapEvent }),
);
/** One event of `GET /v1/events`: its type, and under the same name what happened. */
export type SupervisorEvent = Infer<typeof SupervisorEvent>;
