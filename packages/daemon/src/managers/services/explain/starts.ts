import { isServiceEnabled } from "@cobble/plan";
import { type Cause, formatTime } from "@cobble/wire";
import type { ChangeFact, ServiceFacts } from "./facts.ts";
import { formatSpan, quoteAll } from "./words.ts";

/** What is not there, and what is not well, of all that a start needs. */
export const obstacleCauses = ({ missing, requires }: ServiceFacts): readonly Cause[] => [
  ...missing.map(
    ({ what, text }): Cause => ({ kind: "missing", text: `cannot be started now: ${text}`, data: { what } }),
  ),
  ...requires
    .filter(({ current }) => current !== "active")
    .map(({ name, current }): Cause => {
      const text = `requires ${JSON.stringify(name)}, which is ${current}`;
      return { kind: "dependency", text, data: { service: name, current } };
    }),
];

const changeData = (change: ChangeFact): Record<string, unknown> => ({
  id: change.id,
  kind: change.kind,
  summary: change.summary,
  status: change.status,
  at: formatTime(change.at),
  task: { kind: change.task.kind, summary: change.task.summary, status: change.task.status },
});

/** The last change that is about the service; nothing when there is none. */
export const changeCauses = ({ change, now }: ServiceFacts): readonly Cause[] => {
  if (change === undefined) return [];
  const { id, summary, task } = change;
  const text = `was last touched by change ${id} (${summary}), ${formatSpan(now - change.at)} ago: task "${task.summary}" is ${task.status}`;
  return [{ kind: "change", text, data: changeData(change) }];
};

/** The last change, when it is one of this daemon's and stopped the service. */
export const stopCauses = (facts: ServiceFacts): readonly Cause[] => {
  const { change, service } = facts;
  if (change === undefined || change.task.kind !== "stop") return changeCauses(facts);
  const needed = service.requires.filter((name) => change.stops.includes(name));
  const because = needed.length === 0 ? "" : `, since it requires ${quoteAll(needed)}, which stopped too`;
  const text = `was stopped by change ${change.id} (${change.summary})${because}`;
  return [
    {
      kind: "change",
      text,
      data: { ...changeData(change), ...(needed.length === 0 ? {} : { requires: needed }) },
    },
  ];
};

const heldCause = (change: ChangeFact): Cause => {
  const { id, failedBefore } = change;
  const data = changeData(change);
  if (failedBefore === undefined) {
    const text = `was to be started by change ${id}, which was aborted, or ended with an earlier daemon, before that`;
    return { kind: "held", text, data };
  }
  const { summary, service, error } = failedBefore;
  const why = error === undefined ? "" : `: ${error}`;
  return {
    kind: "held",
    text: `was held back in change ${id}, since the task before it failed (${summary})${why}`,
    data: { ...data, "failed-task": { summary, service, ...(error === undefined ? {} : { error }) } },
  };
};

const queuedCause = (change: ChangeFact): Cause => {
  const running = change.runningBefore;
  const data = changeData(change);
  const behind = running === undefined ? "" : `, behind the task "${running.summary}"`;
  return {
    kind: "queued",
    text: `is to be started by change ${change.id}${behind}`,
    data:
      running === undefined
        ? data
        : { ...data, "running-task": { summary: running.summary, service: running.service } },
  };
};

const idleCause = ({ service, requiredBy }: ServiceFacts): Cause => {
  const required = requiredBy.length === 0 ? "" : `, and ${quoteAll(requiredBy)} would start it`;
  if (isServiceEnabled(service) || requiredBy.length > 0) {
    const enabled = isServiceEnabled(service) ? "is enabled" : "is not enabled by itself";
    return {
      kind: "not-asked",
      text: `${enabled}${required}, but nothing has started it: it is newer than the supervisor, or that was run with --hold; replan starts it`,
      data: { "required-by": requiredBy },
    };
  }
  return { kind: "disabled", text: "is not enabled, and no enabled service requires it", data: {} };
};

/** Why a service has not been started since the daemon has. */
export const idleCauses = (facts: ServiceFacts): readonly Cause[] => {
  const { change, daemonSince } = facts;
  const isOurs = change !== undefined && change.at >= daemonSince && change.task.kind === "start";
  if (isOurs && change.task.status === "Hold") return [heldCause(change), ...obstacleCauses(facts)];
  if (isOurs && !change.ready) return [queuedCause(change), ...obstacleCauses(facts)];
  return [idleCause(facts), ...obstacleCauses(facts), ...changeCauses(facts)];
};
