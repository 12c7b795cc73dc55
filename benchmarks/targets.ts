/** What a figure has to come to: so many times the reference's, or an amount of its own unit; at least or at most. */
export type Target =
  | { readonly ratio: "at least" | "at most"; readonly of: number }
  | { readonly amount: "at least" | "at most"; readonly of: number };

const ratioAtMost = (of: number): Target => ({ ratio: "at most", of });
const ratioAtLeast = (of: number): Target => ({ ratio: "at least", of });
const atMost = (of: number): Target => ({ amount: "at most", of });
const atLeast = (of: number): Target => ({ amount: "at least", of });

/** The targets of Cobble, by subject and by what is measured. What is not named has none. */
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
    "exec /bin/true, p50": atMost(3),
    "exec /bin/true, 8 at a time": atLeast(400),
  },
  "exec-stream": { "exec, output": ratioAtLeast(1), "exec, input": ratioAtLeast(1) },
  files: {
    "push of 256 MiB": ratioAtLeast(1),
    "pull of 256 MiB": ratioAtLeast(1),
    "pushes of 1 KB": ratioAtLeast(2),
    "list of 10,000 entries": ratioAtMost(1),
  },
  notices: {
    "0 notices: notify": atLeast(1500),
    "10,000 notices: notify": atLeast(1500),
    "50,000 notices: notify": atLeast(1500),
    "0 notices: written for each": atMost(8),
    "10,000 notices: written for each": atMost(8),
    "50,000 notices: written for each": atMost(8),
    "GET of 10,000 notices": atMost(30),
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
    "full speed, lines delivered": atLeast(500_000),
    "full speed, lines lost without a word": atMost(0),
    "10,000 lines a second, age when read, p99": atMost(5),
  },
  mixed: { operations: ratioAtLeast(5), "exec /bin/true, p99": atMost(100) },
  checks: { "exec checks: processor": atMost(25) },
  restart: { "killed to new pid, p50": ratioAtMost(1) },
  scale: {
    "1,000 services: all active": atMost(2000),
    "1,000 services: change ready": atMost(3000),
    "1,000 services: resident": atMost(120),
    "1,000 services: replan of nothing": atMost(100),
    "1,000 services: stop": atMost(3000),
  },
};
