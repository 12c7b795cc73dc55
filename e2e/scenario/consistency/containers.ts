import type { Case } from "../case.ts";
import { type ConsistencyCase, fine, odd, refused } from "./make.ts";

const upLayer = { base: { checks: { up: { override: "replace", tcp: { port: 80 } } } } } as const;
const web = { canConnect: true, layers: upLayer };
const workload = (hook: string, more: object = {}) =>
  ({ kind: "workload", hook, container: "web", ...more }) as Case["event"];

/** Containers of a state, and their events. */
export const containersCases: readonly ConsistencyCase[] = [
  fine("a container, and one that is left out", { state: { containers: { web } } }),
  refused("a container that the charm does not have", "containers.other", {
    state: { containers: { other: {} } },
  }),
  refused("an event of a container that is not in the state", "event.container", {
    event: workload("pebble-ready"),
    state: { containers: { side: {} } },
  }),
  fine("pebble-ready", { event: workload("pebble-ready"), state: { containers: { web } } }),
  odd("pebble-ready of a container that cannot be reached", "event.container", {
    event: workload("pebble-ready"),
    state: { containers: { web: { ...web, canConnect: false } } },
  }),
  odd("a check's event of a container that cannot be reached", "event.container", {
    event: workload("pebble-check-failed", { check: "up" }),
    state: { containers: { web: { ...web, canConnect: false } } },
  }),
  fine("a notice's event", {
    event: workload("pebble-custom-notice", { notice: "7" }),
    state: { containers: { web: { ...web, notices: [{ id: "7", key: "a.b/c" }] } } },
  }),
  refused("an event of a notice that is not there", "event.notice", {
    event: workload("pebble-custom-notice", { notice: "7" }),
    state: { containers: { web } },
  }),
  refused("an event of a check that is not there", "event.check", {
    event: workload("pebble-check-failed", { check: "down" }),
    state: { containers: { web } },
  }),
  refused("a check that the plan does not have", "containers.web.checks.down", {
    state: { containers: { web: { ...web, checks: { down: { failures: 1 } } } } },
  }),
  refused("two commands that begin alike, of the event's container", "containers.web.execs[1].command", {
    event: workload("pebble-ready"),
    state: {
      containers: {
        web: {
          ...web,
          execs: [
            { command: ["a"], run: {} },
            { command: ["a"], run: {} },
          ],
        },
      },
    },
  }),
  refused("two commands that begin alike, of another container", "containers.web.execs[1].command", {
    state: {
      containers: {
        web: {
          ...web,
          execs: [
            { command: ["a"], run: {} },
            { command: ["a"], run: {} },
          ],
        },
      },
    },
    differs: { theirs: "accept", because: "only one of them would ever be run, whatever the event" },
  }),
  refused("the status of a service that the plan does not have", "containers.web.serviceStatuses.db", {
    state: { containers: { web: { ...web, serviceStatuses: { db: "active" } } } },
    differs: { theirs: "accept", because: "the supervisor here is a real one, which has no such service" },
  }),
  refused("two notices of one id", "containers.web.notices[1].id", {
    state: {
      containers: {
        web: {
          ...web,
          notices: [
            { id: "7", key: "a.b/c" },
            { id: "7", key: "a.b/d" },
          ],
        },
      },
    },
    differs: {
      theirs: "accept",
      because: "the supervisor here is a real one, which finds notices by their ids",
    },
  }),
];
