import type { Caller, RouteAccess } from "./request.ts";

/**
 * Whether a caller may use a route.
 * @source pebble 1.32, docs/explanation/api-and-clients.md; seen: every endpoint with every kind of caller. Over TCP without
 *   TLS an admin sees no more than the open endpoints, and only identities with access `metrics` see the metrics
 */
export const mayCall = (caller: Caller, access: RouteAccess): boolean => {
  switch (access) {
    case "open":
      return true;
    case "metrics":
      return caller.transport === "http" ? caller.access === "metrics" : caller.access !== "untrusted";
    case "read":
      return caller.transport !== "http" && (caller.access === "read" || caller.access === "admin");
    case "admin":
    case "pairing":
      return caller.transport !== "http" && caller.access === "admin";
    default:
      return access satisfies never;
  }
};
