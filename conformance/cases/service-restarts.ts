import type { CaseList, ConformanceCase } from "../case.ts";
import { lines } from "../lines.ts";

/** A service that ends the daemon well after so many seconds: the log of its whole life can be looked at then. */
const life = (seconds: number): string =>
  `  z: {override: replace, startup: enabled, command: sleep ${seconds}, on-success: shutdown}`;

/** A check that goes down after so many seconds. */
const failsAfter = (seconds: number): string =>
  `  c: {override: replace, period: 100ms, threshold: ${seconds * 10}, exec: {command: 'false'}}`;

interface Life {
  readonly seconds: number;
  /** Lines of the service `svc`, but its name. */
  readonly svc: readonly string[];
  /** When the check `c` goes down. */
  readonly failsAfter?: number;
  /** What the log of the daemon says of the service, in this order, with other lines between. */
  readonly says: readonly string[];
}

const lived = (name: string, { seconds, svc, failsAfter: fails, says }: Life): ConformanceCase => ({
  name,
  files: {
    "layers/001-base.yaml": lines(
      "services:",
      "  svc:",
      "    override: replace",
      "    startup: enabled",
      ...svc.map((line) => `    ${line}`),
      life(seconds),
      ...(fails === undefined ? [] : ["checks:", failsAfter(fails)]),
    ),
  },
  daemon: "none",
  steps: [
    { run: ["run"], stderr: `{any}${says.map((text) => `Service "svc" ${text}\n`).join("{any}")}{any}` },
  ],
});

/** What brings services back, and when. */
export const serviceRestarts: CaseList = {
  noun: "service restarts",
  cases: [
    lived("the back-off of a service grows by its factor, up to its limit", {
      seconds: 3,
      svc: ["command: sh -c 'exit 3'", "backoff-delay: 100ms", "backoff-factor: 3.0", "backoff-limit: 700ms"],
      says: [
        "starting: sh -c 'exit 3'",
        "stopped unexpectedly with code 3",
        'on-failure action is "restart", waiting ~100ms before restart (backoff 1)',
        "starting: sh -c 'exit 3'",
        "stopped unexpectedly with code 3",
        'on-failure action is "restart", waiting ~300ms before restart (backoff 2)',
        'on-failure action is "restart", waiting ~700ms before restart (backoff 3)',
        'on-failure action is "restart", waiting ~700ms before restart (backoff 4)',
      ],
    }),
    lived("the back-off begins anew after a service has run for as long as its limit", {
      seconds: 4,
      svc: ["command: sleep 1.3", "backoff-delay: 10ms", "backoff-limit: 200ms"],
      says: [
        'on-success action is "restart", waiting ~10ms before restart (backoff 1)',
        'on-success action is "restart", waiting ~10ms before restart (backoff 1)',
      ],
    }),
    lived("a back-off limit of nothing is passed by every run", {
      seconds: 3,
      svc: ["command: sh -c 'exit 3'", "backoff-delay: 100ms", "backoff-limit: 0"],
      says: [
        'on-failure action is "restart", waiting ~100ms before restart (backoff 1)',
        'on-failure action is "restart", waiting ~100ms before restart (backoff 1)',
        'on-failure action is "restart", waiting ~100ms before restart (backoff 1)',
        'on-failure action is "restart", waiting ~100ms before restart (backoff 1)',
      ],
    }),
    lived("a restart counts as good after the limit, however short that is", {
      seconds: 3,
      svc: ["command: sleep 0.6", "backoff-delay: 10ms", "backoff-limit: 300ms"],
      says: [
        'on-success action is "restart", waiting ~10ms before restart (backoff 1)',
        'on-success action is "restart", waiting ~10ms before restart (backoff 1)',
        'on-success action is "restart", waiting ~10ms before restart (backoff 1)',
      ],
    }),
    lived("a service that ends well is restarted too, and its code is told", {
      seconds: 2,
      svc: ["command: sleep 1.1"],
      says: [
        "stopped unexpectedly with code 0",
        'on-success action is "restart", waiting ~500ms before restart (backoff 1)',
      ],
    }),
    lived("a signal counts as a failure with 128 and its number", {
      seconds: 2,
      svc: ["command: sh -c 'kill -9 $$'", "on-failure: ignore"],
      says: [
        "stopped unexpectedly with code 137",
        'on-failure action is "ignore", not doing anything further',
      ],
    }),
    lived("a failed check ends a service, which comes back after its back-off", {
      seconds: 4,
      failsAfter: 2,
      svc: ["command: sleep 1000", "on-check-failure: {c: restart}", "backoff-delay: 200ms"],
      says: [
        "starting: sleep 1000",
        'on-check-failure action is "restart", terminating process before restarting',
        "exited after check failure, restarting",
        'on-check-failure action is "restart", waiting ~200ms before restart (backoff 1)',
        "starting: sleep 1000",
      ],
    }),
    lived("a failed check brings back a service that had failed and was left at that", {
      seconds: 4,
      failsAfter: 2,
      svc: ["command: 'false'", "on-failure: ignore", "on-check-failure: {c: restart}"],
      says: [
        'on-failure action is "ignore", not doing anything further',
        'on-check-failure action is "restart", waiting ~500ms before restart (backoff 1)',
        "starting: false",
        'on-failure action is "ignore", not doing anything further',
      ],
    }),
    lived("a failed check changes nothing for a service that waits for its restart", {
      seconds: 4,
      failsAfter: 2,
      svc: ["command: 'false'", "backoff-delay: 1h", "on-check-failure: {c: restart}"],
      says: [
        'on-failure action is "restart", waiting ~1h0m0s before restart (backoff 1)',
        'on-check-failure action is "restart", waiting for current backoff',
        "stopped while waiting for backoff",
      ],
    }),
    lived("a failed check that is to be ignored is ignored", {
      seconds: 3,
      failsAfter: 1,
      svc: ["command: sleep 1000", "on-check-failure: {c: ignore}"],
      says: ["starting: sleep 1000", "stopped"],
    }),
  ],
};
