import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** What becomes of log targets, pairing and workloads that several layers have. */
export const mergedSections: CaseList = {
  noun: "merged sections",
  cases: [
    planOf(
      "services of a log target are appended, minus words stay",
      [
        `
services: {a: {override: replace, command: x}, b: {override: replace, command: x}}
log-targets:
  t:
    override: replace
    type: loki
    location: low
    services: [all, -a]
    labels: {A: low, B: low}
`,
        `
log-targets:
  t:
    override: merge
    location: high
    services: [a, -b]
    labels: {B: high, C: high}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
    b:
        override: replace
        command: x
log-targets:
    t:
        type: loki
        location: high
        services:
            - all
            - -a
            - a
            - -b
        override: replace
        labels:
            A: low
            B: high
            C: high
`,
    ),
    planOf(
      "a log target's type that is set wins",
      [
        `
services: {a: {override: replace, command: x}, b: {override: replace, command: x}}
log-targets:
  t:
    override: replace
    type: loki
    location: low
`,
        `
log-targets:
  t:
    override: merge
    type: syslog
    location: ''
`,
      ],
      `
services:
    a:
        override: replace
        command: x
    b:
        override: replace
        command: x
log-targets:
    t:
        type: syslog
        location: low
        services: []
        override: replace
`,
    ),
    planOf(
      "a replaced log target forgets services and labels",
      [
        `
services: {a: {override: replace, command: x}, b: {override: replace, command: x}}
log-targets:
  t:
    override: replace
    type: loki
    location: low
    services: [all]
    labels: {A: low}
`,
        `
log-targets:
  t:
    override: replace
    type: syslog
    location: high
`,
      ],
      `
services:
    a:
        override: replace
        command: x
    b:
        override: replace
        command: x
log-targets:
    t:
        type: syslog
        location: high
        services: []
        override: replace
`,
    ),
    planOf(
      "the last pairing mode that is set wins",
      ["pairing: {mode: single}\n", "pairing: {mode: multiple}\n", "pairing: {mode: ''}\n", "pairing: {}\n"],
      `
pairing:
    mode: multiple
`,
    ),
    planOf(
      "a pairing section that is a word is passed over",
      ["pairing: {mode: single}\n", "pairing: disabled\n"],
      `
pairing:
    mode: single
`,
    ),
    planOf(
      "workloads are merged as services are",
      [
        `
workloads:
  w: {override: replace, user: root, environment: {A: low, B: low}}
  v: {override: replace, user-id: 5, group-id: 5}
`,
        `
workloads:
  w: {override: merge, group: root, environment: {B: high}}
  v: {override: replace, group-id: 6, user-id: 6}
services:
  a: {override: replace, command: x, workload: w}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        workload: w
workloads:
    v:
        override: replace
        user-id: 6
        group-id: 6
    w:
        override: replace
        environment:
            A: low
            B: high
        user: root
        group: root
`,
    ),
  ],
};
