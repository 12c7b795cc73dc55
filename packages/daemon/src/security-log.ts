import { formatTime } from "@cobble/wire";
import type { Clock, Logger } from "./deps.ts";

/** Something that whoever guards the system wants to know. */
export interface SecurityEvent {
  /** Its name in the OWASP logging vocabulary, then what it is about: `authz_fail:bob,/v1/plan`. */
  readonly name: string;
  readonly level: "INFO" | "WARN" | "CRITICAL";
  readonly description: string;
}

/** Writes a security event to the log. */
export type SecurityLog = (event: SecurityEvent) => void;

/**
 * Makes the security log: each event is a line of JSON in the daemon's own log.
 * @source pebble 1.32, docs/explanation/security.md, Security events; seen in the log of `run`
 */
export const createSecurityLog =
  (deps: { readonly clock: Clock; readonly log: Logger }): SecurityLog =>
  ({ name, level, description }) => {
    const datetime = formatTime(Math.floor(deps.clock.now() / 1e6) * 1e6);
    const fields = { type: "security", datetime, level, event: name, description, appid: "pebble" };
    deps.log.notice(JSON.stringify(fields));
  };
