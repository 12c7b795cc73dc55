import {
  anything,
  array,
  Identity,
  type Infer,
  integer,
  nullable,
  object,
  record,
  string,
} from "@cobble/wire";

const PebbleTask = object(
  { id: string(), kind: string(), summary: string(), status: integer(), "spawn-time": string() },
  {
    data: record(anything()),
    "wait-tasks": array(string()),
    "halt-tasks": array(string()),
    log: array(string()),
    change: string(),
    "ready-time": string(),
  },
);
/** A task in the reference's state file. */
export type PebbleTask = Infer<typeof PebbleTask>;

const PebbleChange = object(
  {
    id: string(),
    kind: string(),
    summary: string(),
    "task-ids": nullable(array(string())),
    "spawn-time": string(),
  },
  { data: record(anything()), "ready-time": string() },
);
/** A change in the reference's state file. */
export type PebbleChange = Infer<typeof PebbleChange>;

const PebbleNotice = object(
  {
    id: string(),
    "user-id": nullable(integer()),
    type: string(),
    key: string(),
    "first-occurred": string(),
    "last-occurred": string(),
    "last-repeated": string(),
    occurrences: integer(),
  },
  { "last-data": record(string()), "repeat-after": string(), "expire-after": string() },
);
/** A notice in the reference's state file. */
export type PebbleNotice = Infer<typeof PebbleNotice>;

/**
 * The reference's state file, as far as it is carried over.
 * @source pebble 1.32, seen: `.pebble.state` after services, checks, commands, notices and identities
 */
export const PebbleState = object(
  { data: object({ "patch-level": integer() }, { identities: nullable(record(Identity)) }) },
  {
    changes: nullable(record(PebbleChange)),
    tasks: nullable(record(PebbleTask)),
    notices: nullable(array(PebbleNotice)),
    "last-change-id": integer(),
    "last-task-id": integer(),
    "last-notice-id": integer(),
  },
);
/** The reference's state file, as far as it is carried over. */
export type PebbleState = Infer<typeof PebbleState>;
