import type { Caller, RouteAccess } from "./request.ts";

/**
 * Whether a caller may use a route.
 * @source pebble 1.32, docs/reference/identities.md and reference behaviour: over TCP without TLS only open and metrics
 *   endpoints are answered, whoever asks
 */
export const mayCall = (caller: Caller, access: RouteAccess): boolean => {
  if (access === "open") return true;
  if (access === "metrics") return caller.access !== "untrusted";
  if (caller.transport === "http") return false;
  if (access === "read") return caller.access === "read" || caller.access === "admin";
  return caller.access === "admin";
};
