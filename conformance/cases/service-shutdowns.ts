import type { CaseList, ConformanceCase } from "../case.ts";
import { lines } from "../lines.ts";

/** A daemon that one service, or its check, ends. */
const ends = (
  name: string,
  options: { svc: readonly string[]; code: number; says: string },
): ConformanceCase => ({
  name,
  files: {
    "layers/001-base.yaml": lines(
      "services:",
      "  svc:",
      "    override: replace",
      "    startup: enabled",
      ...options.svc.map((line) => `    ${line}`),
      "  other: {override: replace, startup: enabled, command: sleep 1000}",
      "checks:",
      "  c: {override: replace, period: 2s, threshold: 1, exec: {command: 'false'}}",
    ),
  },
  daemon: "none",
  steps: [
    {
      run: ["run"],
      code: options.code,
      stderr: `{any}Service "svc" ${options.says}\n{any}Service "other" stopped\n{any}`,
    },
  ],
});

/** The daemon's exit code, when a service or a check ends it. */
export const serviceShutdowns: CaseList = {
  noun: "service shutdowns",
  cases: [
    ends("a success whose action is shutdown ends the daemon with 0", {
      svc: ["command: sleep 1.2", "on-success: shutdown"],
      code: 0,
      says: 'on-success action is "shutdown", triggering success shutdown',
    }),
    ends("a failure whose action is shutdown ends the daemon with 10", {
      svc: ["command: sh -c 'sleep 1.2; exit 7'", "on-failure: shutdown"],
      code: 10,
      says: 'on-failure action is "shutdown", triggering failure shutdown',
    }),
    ends("a quick failure ends the daemon too", {
      svc: ["command: sh -c 'sleep 0.3; exit 7'", "on-failure: shutdown"],
      code: 10,
      says: 'on-failure action is "shutdown", triggering failure shutdown',
    }),
    ends("a success whose action is failure-shutdown ends the daemon with 10", {
      svc: ["command: sleep 1.2", "on-success: failure-shutdown"],
      code: 10,
      says: 'on-success action is "failure-shutdown", triggering failure shutdown',
    }),
    ends("a failure whose action is success-shutdown ends the daemon with 0", {
      svc: ["command: sh -c 'sleep 1.2; exit 7'", "on-failure: success-shutdown"],
      code: 0,
      says: 'on-failure action is "success-shutdown", triggering success shutdown',
    }),
    ends("a check whose action is shutdown ends the daemon with 11", {
      svc: ["command: sleep 1000", "on-check-failure: {c: shutdown}"],
      code: 11,
      says: 'on-check-failure action is "shutdown", triggering failure shutdown',
    }),
    ends("a check whose action is success-shutdown ends the daemon with 0", {
      svc: ["command: sleep 1000", "on-check-failure: {c: success-shutdown}"],
      code: 0,
      says: 'on-check-failure action is "success-shutdown", triggering success shutdown',
    }),
    ends("a check of a service that failed and was left at that ends the daemon too", {
      svc: ["command: 'false'", "on-failure: ignore", "on-check-failure: {c: shutdown}"],
      code: 11,
      says: 'on-check-failure action is "shutdown", triggering failure shutdown',
    }),
    ends("a check of a service that waits for its restart ends the daemon too", {
      svc: ["command: 'false'", "backoff-delay: 1h", "on-check-failure: {c: shutdown}"],
      code: 11,
      says: 'on-check-failure action is "shutdown", triggering failure shutdown',
    }),
  ],
};
