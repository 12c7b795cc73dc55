/** What a figure has to come to: so many times the reference's, or an amount of its own unit; at least or at most. */
export type Target =
  | { readonly ratio: "at least" | "at most"; readonly of: number }
  | { readonly amount: "at least" | "at most"; readonly of: number };

const ratioAtMost = (of: number): Target => ({ ratio: "at most", of });
const ratioAtLeast = (of: number): Target => ({ ratio: "at least", of });
const atMost = (of: number): Target => ({ amount: "at most", of });

/**
 * The targets of Cobble, by subject and by what is measured; what is not named has none. Memory has targets of its own. All else is
 * measured against the reference in the same run, since machines differ: where a target was set as an amount, it was divided by
 * what the reference took on the machine that it was set on, as noted.
 */
export const targets: Readonly<Record<string, Readonly<Record<string, Target>>>> = {
  "cold-start": {
    "start to the API answering": ratioAtMost(1.6),
    "start to 10 services active": ratioAtMost(0.8),
  },
  idle: {
    "resident memory": atMost(45),
    "anonymous memory": atMost(8),
    "processor per minute with checks": ratioAtMost(1),
  },
  requests: {
    "GET system-info, 16 connections": ratioAtLeast(0.8),
    "GET health, 16 connections": ratioAtLeast(0.8),
    "GET services, 16 connections": ratioAtLeast(1.5),
    "GET checks, 16 connections": ratioAtLeast(1.5),
    "GET plan, 16 connections": ratioAtLeast(15),
  },
  exec: {
    // 3 ms, where the reference took 16.7; and 400 a second, where it did 28.
    "exec /bin/true, p50": ratioAtMost(0.18),
    "exec /bin/true, 8 at a time": ratioAtLeast(14.3),
  },
  "exec-stream": { "exec, output": ratioAtLeast(1), "exec, input": ratioAtLeast(1) },
  files: {
    "push of 256 MiB": ratioAtLeast(1),
    "pull of 256 MiB": ratioAtLeast(1),
    "pushes of 1 KB": ratioAtLeast(2),
    "list of 10,000 entries": ratioAtMost(1),
  },
  notices: {
    // 1,500 a second, where the reference did 158, 10 and 2.3.
    "0 notices: notify": ratioAtLeast(9.5),
    "10,000 notices: notify": ratioAtLeast(150),
    "50,000 notices: notify": ratioAtLeast(652),
    "0 notices: written for each": atMost(8),
    "10,000 notices: written for each": atMost(8),
    "50,000 notices: written for each": atMost(8),
    // 30 ms, where the reference took 54.
    "GET of 10,000 notices": ratioAtMost(0.56),
    "50,000 notices: resident": atMost(100),
  },
  cli: {
    version: ratioAtMost(2),
    services: ratioAtMost(2),
    ls: ratioAtMost(2),
    "exec true, after 300 others": ratioAtMost(0.5),
  },
  logs: { "log lines taken in": ratioAtLeast(2), "processor per million lines": ratioAtMost(0.6) },
  follow: {
    // 500,000 a second, where the reference delivered 38,000; and 5 ms, where it took 7.
    "full speed, lines delivered": ratioAtLeast(13),
    "full speed, lines lost without a word": atMost(0),
    "10000 lines a second, age when read, p99": ratioAtMost(0.71),
  },
  mixed: {
    operations: ratioAtLeast(5), // 0.1 s, where the reference took 1.35.
    "exec /bin/true, p99": ratioAtMost(0.074),
  },
  checks: {
    // 25 % of a core, where the reference took at least 50.
    "exec checks: processor": ratioAtMost(0.5),
  },
  dispatch: {
    // 15 ms, where Python took 177; and a tenth of its time in every hook.
    "update-status, one tool to set the status": ratioAtMost(0.085),
    "config-changed, a layer and a replan in a container": ratioAtMost(0.1),
    "relation-joined, 50 reads of one unit's data": ratioAtMost(0.1),
    "relation-changed, reads the data of 50 units": ratioAtMost(0.1),
  },
  "charm-tests": {
    // Quicker tests than those of ops.
    "config-changed with a container": ratioAtMost(1),
    "update-status": ratioAtMost(1),
    "a process of 32 tests": ratioAtMost(1),
  },
  restart: { "killed to new pid, p50": ratioAtMost(1) },
  scale: {
    // 2, 3, 0.1 and 3 s, where the reference took 13, 24, 36 and 27.
    "1,000 services: all active": ratioAtMost(0.154),
    "1,000 services: change ready": ratioAtMost(0.125),
    "1,000 services: resident": atMost(120),
    "1,000 services: replan of nothing": ratioAtMost(0.0028),
    "1,000 services: stop": ratioAtMost(0.111),
  },
};
