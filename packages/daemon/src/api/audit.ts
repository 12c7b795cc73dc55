import type { SecurityLog } from "../security-log.ts";
import { actorOf } from "./gate.ts";
import type { Caller } from "./request.ts";

/** What admins do that the security log tells, and its words for it. */
const adminActs = {
  add_layer: "Adding layer",
  exec: "Executing command",
  pull_file: "Pulling file",
  push_file: "Pushing file",
} as const;

/** Tells the security log what callers do. */
export interface Audit {
  /** An admin does something to a layer, a command or a file, whatever comes of it. */
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
    adminActs: (caller, { act, to }) =>
      tell(caller, { name: "authz_admin", about: act, description: `${adminActs[act]} ${to}` }),
    checkStopped: (caller, check) =>
      tell(caller, { name: "sys_monitor_disabled", about: check, description: `Stopping check ${check}` }),
  };
};
