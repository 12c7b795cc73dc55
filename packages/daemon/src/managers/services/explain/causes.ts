import { describeFieldChange, exitAction, serviceTimings } from "@cobble/plan";
import { type Cause, formatDurationMs, formatTime, type Micros } from "@cobble/wire";
import { startWindowMs } from "../machine.ts";
import type { ServiceEnd, ServiceRecord } from "../record.ts";
import type { Backoff, ServiceState } from "../state.ts";
import { checkDownCause, checkRemarks, endCause, outputCauses } from "./ends.ts";
import type { ServiceFacts } from "./facts.ts";
import { changeCauses, idleCauses, obstacleCauses, stopCauses } from "./starts.ts";
import { countOf, formatSpan } from "./words.ts";

/** The last start that came to no process, when nothing has happened since a moment that is not later than it. */
const faultSince = ({ record }: ServiceFacts, since: Micros | undefined): ServiceRecord["lastFault"] =>
  record.lastFault !== undefined && record.lastFault.at >= (since ?? 0) ? record.lastFault : undefined;

const faultCauses = (facts: ServiceFacts, message: string): readonly Cause[] => [
  { kind: "cannot-start", text: `could not be started: ${message}`, data: { error: message } },
  ...obstacleCauses(facts),
];

/** Why the last process is not there any more. */
const endCauses = (facts: ServiceFacts, end: ServiceEnd | undefined): readonly Cause[] => {
  if (end === undefined) return [];
  if (end.goal === "restart") return [checkDownCause(facts), endCause(end)];
  return [endCause(end), ...outputCauses(facts)];
};

const dueText = ({ dueAt, now }: ServiceFacts): string =>
  dueAt === undefined ? "" : ` in ${formatSpan(dueAt - now)}`;

const waitingCause = (facts: ServiceFacts, backoff: Backoff): Cause => {
  const { backoffDelayMs, backoffFactor, backoffLimitMs } = serviceTimings(facts.service);
  const delays = `${formatDurationMs(backoffDelayMs)}, times ${backoffFactor} each, up to ${formatDurationMs(backoffLimitMs)}`;
  return {
    kind: "waiting",
    text: `is to be started again${dueText(facts)}, restart ${backoff.count} in a row (delays: ${delays})`,
    data: {
      ...(facts.dueAt === undefined ? {} : { "next-start": formatTime(facts.dueAt) }),
      attempt: backoff.count,
      "delay-ms": backoff.delayMs,
      "backoff-delay-ms": backoffDelayMs,
      "backoff-factor": backoffFactor,
      "backoff-limit-ms": backoffLimitMs,
    },
  };
};

const waitingCauses = (facts: ServiceFacts, backoff: Backoff): readonly Cause[] => {
  const fault = faultSince(facts, facts.record.lastEnd?.at);
  const why =
    fault === undefined ? endCauses(facts, facts.record.lastEnd) : faultCauses(facts, fault.message);
  return [waitingCause(facts, backoff), ...why, ...(fault === undefined ? obstacleCauses(facts) : [])];
};

const startingCauses = (facts: ServiceFacts): readonly Cause[] => {
  const age = formatSpan(facts.now - (facts.record.startedAt ?? facts.now));
  const text = `was started ${age} ago: that counts as good after ${formatDurationMs(startWindowMs)}`;
  return [{ kind: "starting", text, data: { pid: facts.record.pid ?? null } }, ...restartedCauses(facts)];
};

/** That it was started again by itself, and what ended it before that. */
const restartedCauses = (facts: ServiceFacts): readonly Cause[] => {
  const { byItself, restarts, lastEnd } = facts.record;
  if (byItself !== true || lastEnd === undefined) return [];
  const age = formatSpan(facts.now - lastEnd.at);
  const times = `${countOf(restarts, "time")} since the supervisor started`;
  const text = `was started again by itself, ${times}; the process before ended ${age} ago`;
  const [end] = endCauses(facts, lastEnd);
  return [{ kind: "restarted", text, data: { restarts } }, ...(end === undefined ? [] : [end])];
};

const configRemarks = ({ changes }: ServiceFacts): readonly Cause[] => {
  if (changes.length === 0) return [];
  const text = `runs with another configuration than the plan has, until a replan: ${changes.map(describeFieldChange).join("; ")}`;
  return [{ kind: "config-changed", text, data: { fields: changes.map(({ field }) => field) } }];
};

const runningCauses = (facts: ServiceFacts): readonly Cause[] => {
  const age = formatSpan(facts.now - (facts.record.startedAt ?? facts.now));
  const pid = facts.record.pid ?? 0;
  return [
    { kind: "running", text: `has been running for ${age}, as process ${pid}`, data: { pid } },
    ...configRemarks(facts),
    ...restartedCauses(facts),
  ];
};

const stoppingCauses = (
  facts: ServiceFacts,
  { name, goal }: Extract<ServiceState, { readonly name: "terminating" | "killing" }>,
): readonly Cause[] => {
  const text =
    name === "terminating"
      ? `is being ended: SIGTERM was sent, SIGKILL follows${dueText(facts)}`
      : `is being ended: SIGKILL was sent; it is given up${dueText(facts)}`;
  const cause: Cause = {
    kind: "stopping",
    text,
    data: { goal, ...(facts.dueAt === undefined ? {} : { due: formatTime(facts.dueAt) }) },
  };
  return [cause, ...(goal === "restart" ? [checkDownCause(facts)] : stopCauses(facts))];
};

const endedCauses = (facts: ServiceFacts, failed: boolean): readonly Cause[] => {
  const field = failed ? "on-failure" : "on-success";
  const action = exitAction(facts.service, failed ? "failure" : "success");
  const text = `is not started again by itself: ${field} is "${action}"`;
  return [
    { kind: "ended", text, data: { field, action } },
    ...endCauses(facts, facts.record.lastEnd),
    ...obstacleCauses(facts),
  ];
};

const stoppedCauses = (facts: ServiceFacts, since: Micros | undefined): readonly Cause[] => {
  const fault = faultSince(facts, since);
  if (fault !== undefined) return faultCauses(facts, fault.message);
  if (since === undefined) {
    const text = "has not been started since the supervisor started";
    return [
      { kind: "never-started", text, data: { "supervisor-since": formatTime(facts.daemonSince) } },
      ...idleCauses(facts),
    ];
  }
  const text = `was stopped ${formatSpan(facts.now - since)} ago`;
  return [
    { kind: "stopped", text, data: { at: formatTime(since) } },
    ...stopCauses(facts),
    ...obstacleCauses(facts),
  ];
};

/** What the state itself is, and what it comes from. */
export const stateCauses = (facts: ServiceFacts): readonly Cause[] => {
  const { state } = facts;
  switch (state.name) {
    case "stopped":
      return stoppedCauses(facts, state.since);
    case "spawning":
    case "starting":
      return startingCauses(facts);
    case "running":
      return runningCauses(facts);
    case "terminating":
    case "killing":
      return stoppingCauses(facts, state);
    case "backoff":
      return waitingCauses(facts, state.backoff);
    case "exited":
      return endedCauses(facts, state.failed);
    default:
      return state satisfies never;
  }
};

/** What else there is to know in any state, as far as the chain does not tell it already. */
export const remarks = (facts: ServiceFacts, told: readonly Cause[]): readonly Cause[] => {
  const kinds = new Set(told.map(({ kind }) => kind));
  const isUp = facts.state.name === "running" || facts.state.name === "starting";
  return [
    ...(kinds.has("check-down") ? [] : checkRemarks(facts)),
    ...(isUp ? obstacleCauses(facts).filter(({ kind }) => kind === "dependency") : []),
    ...(["change", "held", "queued"].some((kind) => told.some((cause) => cause.kind === kind))
      ? []
      : changeCauses(facts)),
  ];
};
