import { ApiError } from "../errors.ts";
import type { SecurityLog } from "../security-log.ts";
import type { Caller } from "./request.ts";

/** How a caller is named in the security log; undefined when there is no way to tell who it was. */
export const actorOf = ({ identity, uid }: Caller): string | undefined =>
  identity ?? (uid === undefined ? undefined : String(uid));

/** What admins do that the security log tells, and its words for it. */
const adminActs = {
  add_layer: "Adding layer",
  exec: "Executing command",
  open_pairing: "Opening pairing for",
  pull_file: "Pulling file",
  push_file: "Pushing file",
} as const;

/** Tells the security log what callers do. */
export interface Audit {
  /**
   * A caller may not do what it asks for; the log tells if it is known who that is.
   * @returns the error that is its answer
   */
  refused(caller: Caller, path: string): ApiError;
  /** The certificate of an identity does not hold. */
  doubted(identity: string, fault: string): void;
  /** An admin does something that changes a lot, or sees a lot, whatever comes of it. */
  adminActs(caller: Caller, done: { readonly act: keyof typeof adminActs; readonly to: string }): void;
  /** A health check does not run any more. */
  checkStopped(caller: Caller, check: string): void;
}

/**
 * Makes an audit.
 * @source pebble 1.32, docs/explanation/security.md, Security events; seen: `add`, `exec`, `push`, `pull`, `stop-checks`
 * @differs the reference also tells of checks that it then does not stop
 */
export const createAudit = (security: SecurityLog): Audit => {
  const tell = (
    caller: Caller,
    event: { readonly name: string; readonly about: string; description: string },
  ) =>
    security({
      name: `${event.name}:${actorOf(caller) ?? ""},${event.about}`,
      level: "WARN",
      description: event.description,
    });
  return {
    refused: (caller, path) => {
      const actor = actorOf(caller);
      if (actor !== undefined) {
        const description = `User ${actor} not authorized to access ${path}`;
        security({ name: `authz_fail:${actor},${path}`, level: "CRITICAL", description });
      }
      return new ApiError(401, "access denied", { kind: "login-required" });
    },
    doubted: (identity, fault) => {
      const description = `client certificate matched stored identity but failed self-signed verification: ${fault}`;
      security({ name: `authz_fail:${identity}`, level: "WARN", description });
    },
    adminActs: (caller, { act, to }) =>
      tell(caller, { name: "authz_admin", about: act, description: `${adminActs[act]} ${to}` }),
    checkStopped: (caller, check) =>
      tell(caller, { name: "sys_monitor_disabled", about: check, description: `Stopping check ${check}` }),
  };
};
