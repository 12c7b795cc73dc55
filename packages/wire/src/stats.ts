import { array, type Infer, integer, object, string } from "./schema.ts";
import { ServiceStatus } from "./services.ts";

/** What a process, or a group of them, has used. */
const usage = {
  "cpu-ms": integer({ description: "processor time so far; a client takes the difference of two answers" }),
  memory: integer({ description: "resident bytes; what processes share is counted in each" }),
};

/** One service in {@link Stats}. What it uses is that of its whole process group, and absent while it has no process. */
export const ServiceStats = object(
  {
    name: string(),
    current: ServiceStatus,
    restarts: integer({ description: "by itself, since the supervisor started" }),
    checks: object({ up: integer(), down: integer(), inactive: integer() }),
  },
  {
    "current-since": string(),
    pid: integer(),
    started: string({ description: "RFC 3339; of the process" }),
    processes: integer(),
    ...usage,
    "last-log": string({ description: "the last line that it wrote" }),
  },
);
/** One service in {@link Stats}. */
export type ServiceStats = Infer<typeof ServiceStats>;

/** The answer of `GET /v1/stats?names=` (read): what the supervisor and each service use. Not in the reference. */
export const Stats = object({
  time: string({ description: "RFC 3339; when it was looked at" }),
  "monotonic-ms": integer({ description: "the same on a clock that only goes forward: for differences" }),
  cpus: integer({ description: "processors of the machine" }),
  supervisor: object({ pid: integer(), ...usage }),
  services: array(ServiceStats),
});
/** The answer of `GET /v1/stats`. */
export type Stats = Infer<typeof Stats>;
