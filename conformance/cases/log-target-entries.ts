import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** What log targets may hold, and how the plan prints it. */
export const logTargetEntries: CaseList = {
  noun: "log target entries",
  cases: [
    planOf(
      "every field of a log target is taken",
      [
        `
services: {a: {override: replace, command: x}}
log-targets:
  b: {override: replace, type: loki, location: 'http://x/', services: [all, -a], labels: {A: $X, b: '$$', 1: ~}}
  a: {override: replace, type: syslog, location: 'http://x'}
  c: {override: replace, type: opentelemetry, location: anything, services: [-all, a, a]}
  '': {override: merge, type: loki, location: x}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
log-targets:
    "":
        type: loki
        location: x
        services: []
        override: merge
    a:
        type: syslog
        location: http://x
        services: []
        override: replace
    b:
        type: loki
        location: http://x/
        services:
            - all
            - -a
        override: replace
        labels:
            "1": ""
            A: $X
            b: $$
    c:
        type: opentelemetry
        location: anything
        services:
            - -all
            - a
            - a
        override: replace
`,
    ),
  ],
};
