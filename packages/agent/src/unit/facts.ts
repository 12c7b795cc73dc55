import { array, type Infer, object, record, string } from "@cobble/wire";
import { KeptSecret } from "./secrets.ts";

/** The statuses that a charm may set. */
export const settableStatuses = ["maintenance", "blocked", "waiting", "active"] as const;
/** One of {@link settableStatuses}. */
export type SettableStatus = (typeof settableStatuses)[number];

/** A status with its message. `unknown` is shown of a charm that never said anything, `error` of a hook that failed. */
export const Status = object({
  status: string({ description: "maintenance, blocked, waiting, active, unknown or error" }),
  message: string(),
  since: string({ description: "RFC 3339" }),
});
/** A status with its message. */
export type Status = Infer<typeof Status>;

/** What a charm says of its unit and application by hook tools. A hook changes a copy, which counts when it succeeds. */
export const UnitFacts = object(
  {
    unitStatus: Status,
    appStatus: Status,
    version: string({ description: "of the workload; empty when never set" }),
    ports: array(string({ description: "opened ports, as in 8080/tcp, 8000-8010/udp or icmp" })),
  },
  {
    portEndpoints: record(array(string()), {
      description: "the endpoints of each port that is not opened for all of them",
    }),
    state: record(string({ description: "what the charm keeps by state-set" })),
    relationData: record(record(string()), {
      description: "by relation and member, as in `friends:0 web/0`",
    }),
    secrets: array(KeptSecret),
    storages: array(string({ description: "attached storages, as in data/0" })),
  },
);
/** What a charm says of its unit and application by hook tools. */
export type UnitFacts = Infer<typeof UnitFacts>;

/** The facts of a unit that has run no hook. */
export const firstFacts = (now: string): UnitFacts => ({
  unitStatus: { status: "waiting", message: "installing agent", since: now },
  appStatus: { status: "unknown", message: "", since: now },
  version: "",
  ports: [],
});
