import {
  anything,
  array,
  boolean,
  CheckInfos,
  type Infer,
  integer,
  object,
  oneOf,
  record,
  ServiceInfos,
  string,
} from "@cobble/wire";
import { Status } from "../unit/facts.ts";

/** What `GET /status` says of one container. */
export const ContainerReport = object(
  {
    name: string(),
    state: string({ description: "a phase of the container's machine; ready when its API answers" }),
    socket: string(),
    log: string({ description: "what its supervisor prints" }),
  },
  { pid: integer(), services: ServiceInfos, checks: CheckInfos },
);
/** What `GET /status` says of one container. */
export type ContainerReport = Infer<typeof ContainerReport>;

/** What `GET /status` says of one relation. */
export const RelationReport = object({
  id: string({ description: "as in friends:0" }),
  interface: string(),
  app: string({ description: "the application at the other end; among peers the unit's own" }),
  data: record(record(string()), { description: "what each of both ends says, by application and unit" }),
});
/** What `GET /status` says of one relation. */
export type RelationReport = Infer<typeof RelationReport>;

/** The answer of `GET /status`. */
export const PodStatus = object(
  {
    relations: array(RelationReport),
    podDir: string(),
    pid: integer(),
    application: string(),
    unit: string(),
    status: Status,
    applicationStatus: Status,
    version: string({ description: "of the workload; empty when the charm does not say" }),
    agent: string({ description: "idle, or what runs or waits to be tried again" }),
    ports: array(string()),
    charmLog: string(),
    containers: array(ContainerReport),
  },
  { open: string({ description: "the address of the app" }) },
);
/** The answer of `GET /status`. */
export type PodStatus = Infer<typeof PodStatus>;

/** One option in the answer of `GET /config`. */
export const ConfigRow = object(
  {
    name: string(),
    type: string(),
    source: oneOf(["default", "pod.yaml", "user", "free port", "unset"]),
    description: string(),
  },
  { value: anything({ description: "absent when the option has none" }) },
);
/** One option in the answer of `GET /config`. */
export type ConfigRow = Infer<typeof ConfigRow>;

/** The answer of `GET /config`. */
export const ConfigRows = array(ConfigRow);

/** Body of `POST /config`: values as texts, and options to put back to their default. */
export const ConfigRequest = object({ set: record(string()), reset: array(string()) });
/** Body of `POST /config`. */
export type ConfigRequest = Infer<typeof ConfigRequest>;

/** The answer of `POST /config`. */
export const ConfigChanged = object({
  changed: array(string({ description: "the options whose value is another now" })),
  notes: array(string({ description: "what else there is to say, as of a port that is taken" })),
});
/** The answer of `POST /config`. */
export type ConfigChanged = Infer<typeof ConfigChanged>;

/** Body of `POST /actions`; answered by lines of {@link ActionLine}. */
export const ActionRequest = object({ name: string(), words: array(string({ description: "name=value" })) });
/** Body of `POST /actions`. */
export type ActionRequest = Infer<typeof ActionRequest>;

/** A line of the answer of `POST /actions`: progress, or at last how it ended. */
export const ActionLine = object(
  {},
  { log: string(), end: object({ results: record(string()) }, { failure: string() }) },
);
/** A line of the answer of `POST /actions`. */
export type ActionLine = Infer<typeof ActionLine>;

/** Body of `POST /down`. */
export const DownRequest = object({
  remove: boolean({ description: "also run the remove hook and forget the unit" }),
});
/** Body of `POST /down`. */
export type DownRequest = Infer<typeof DownRequest>;

/** The body of an answer that is not a success. */
export const ControlFault = object({ kind: string(), message: string() });
/** The body of an answer that is not a success. */
export type ControlFault = Infer<typeof ControlFault>;
