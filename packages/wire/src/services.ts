import { array, type Infer, object, oneOf, string } from "./schema.ts";

/** What a service is doing, as clients see it. */
export const ServiceStatus = oneOf(["active", "inactive", "backoff", "error"]);
/** What a service is doing, as clients see it. */
export type ServiceStatus = Infer<typeof ServiceStatus>;

/** One entry of `GET /v1/services?names=` (read). */
export const ServiceInfo = object(
  { name: string(), startup: string(), current: ServiceStatus },
  { "current-since": string({ description: "RFC 3339; absent when the service has never been started" }) },
);
/** One entry of `GET /v1/services?names=` (read). */
export type ServiceInfo = Infer<typeof ServiceInfo>;

/** The answer of `GET /v1/services`, ordered by name. */
export const ServiceInfos = array(ServiceInfo);

/** The actions of `POST /v1/services`. */
export const serviceActions = ["start", "stop", "restart", "replan", "autostart"] as const;
/** One of {@link serviceActions}. */
export type ServiceAction = (typeof serviceActions)[number];

/** Body of `POST /v1/services` (admin); answered by an async change. */
export const ServicesRequest = object({}, { action: string(), services: array(string()) });
/** Body of `POST /v1/services` (admin); answered by an async change. */
export type ServicesRequest = Infer<typeof ServicesRequest>;
