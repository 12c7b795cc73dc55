import type { HookContext } from "./context.ts";
import { HookToolError } from "./errors.ts";
import { logTools } from "./hook-tools/log.ts";
import { mayBeGone } from "./hook-tools/not-found.ts";
import type { RunTool } from "./hook-tools/run-tool.ts";

/** How grave each kind of event is, in OWASP's words; its line in the log has the level TRACE, whatever it is. */
const levels = {
  authz_fail: "CRITICAL",
  sys_crash: "WARN",
  sys_restart: "WARN",
  sys_monitor_disabled: "WARN",
} as const;

/** Something that whoever watches over a system's security looks for in its log. */
export interface SecurityEvent {
  /** A word of OWASP's logging vocabulary. */
  readonly type: keyof typeof levels;
  /** What it was about: the tool that was refused, the class of the error, the check; absent for a restart. */
  readonly subject?: string;
  /** For people: what the other words do not say. */
  readonly description: string;
}

/** Puts a security event into the unit's log, and settles when it is there. Never rejects. */
export type TellSecurity = (event: SecurityEvent) => Promise<void>;

/** What the security events of a hook are told with. */
export interface SecurityLogDeps {
  readonly run: RunTool;
  readonly context: Pick<HookContext, "modelUuid" | "unitName">;
  /** The account that the charm runs as. */
  readonly userId: number;
  /** The time of the day, in milliseconds since 1970. */
  readonly today: () => number;
  /** Takes a line that the agent could not be given. */
  readonly printError: (line: string) => void;
}

/** How much of a description a line has, in characters: a tool's argument may have 128 KiB, and escapes make it longer. */
const shownDescription = 4_000;

/** What follows the type in the event's name, as OWASP has it. */
const dataOf = ({ type, subject = "" }: SecurityEvent, userId: number): string => {
  if (type === "sys_restart") return String(userId);
  return type === "sys_monitor_disabled" ? `${userId},${subject}` : subject;
};

/**
 * Makes what tells of security events: each is a line of JSON in the unit's log, beside the lines that people read.
 * @source ops 3.9, ops/log.py, _log_security_event
 */
export const securityLog = ({ run, context, userId, today, printError }: SecurityLogDeps): TellSecurity => {
  const { jujuLog } = logTools(run);
  return async (event) => {
    const line = JSON.stringify({
      datetime: new Date(today()).toISOString(),
      level: levels[event.type],
      type: "security",
      appid: `${context.modelUuid}-${context.unitName}`,
      event: `${event.type}:${dataOf(event, userId)}`,
      description: event.description.slice(0, shownDescription),
    });
    try {
      await jujuLog("TRACE", line);
    } catch (error) {
      printError(`TRACE ${line} (juju-log failed: ${String(error)})`);
    }
  };
};

/** What Juju's tools say to a charm that may not do what it asks for, in small letters. */
const refusals = ["access denied", "permission denied", "not the leader", "cannot write relation settings"];

const isRefusal = (error: unknown): error is HookToolError => {
  // That a relation is gone is told as a refusal too, and is none.
  if (!(error instanceof HookToolError) || mayBeGone(error)) return false;
  const said = error.stderr.toLowerCase();
  return refusals.some((refusal) => said.includes(refusal));
};

/** Runs tools, and tells of those that refuse what the charm may not do. */
export const tellRefusals =
  (run: RunTool, tell: TellSecurity): RunTool =>
  async (tool, args, input) => {
    try {
      return await run(tool, args, input);
    } catch (error) {
      if (isRefusal(error)) {
        await tell({ type: "authz_fail", subject: tool, description: error.message });
      }
      throw error;
    }
  };
