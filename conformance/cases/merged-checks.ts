import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** What becomes of checks that several layers have. */
export const mergedChecks: CaseList = {
  noun: "merged checks",
  cases: [
    planOf(
      "fields of a check that are set win",
      [
        `
checks:
  c:
    override: replace
    level: alive
    startup: enabled
    period: 5s
    timeout: 1s
    threshold: 7
    tcp: {port: 80, host: low}
`,
        `
checks:
  c:
    override: merge
    level: ready
    startup: disabled
    period: 6s
    timeout: 2s
    threshold: 8
    tcp: {port: 81}
`,
      ],
      `
checks:
    c:
        override: replace
        level: ready
        startup: disabled
        period: 6s
        timeout: 2s
        threshold: 8
        tcp:
            port: 81
            host: low
`,
    ),
    planOf(
      "fields of a check that are not set do not win",
      [
        `
checks:
  c:
    override: replace
    level: alive
    startup: disabled
    period: 5s
    timeout: 1s
    threshold: 7
    tcp: {port: 80, host: low}
`,
        `
checks:
  c:
    override: merge
    level: ''
    threshold: 0
    tcp: {port: 0, host: high}
`,
      ],
      `
checks:
    c:
        override: replace
        level: alive
        startup: disabled
        period: 5s
        timeout: 1s
        threshold: 7
        tcp:
            port: 80
            host: high
`,
    ),
    planOf(
      "headers of an http check are joined",
      [
        `
checks:
  c:
    override: replace
    http: {url: 'http://low', headers: {A: low, B: low}}
`,
        `
checks:
  c:
    override: merge
    http: {headers: {B: high, C: high}}
`,
      ],
      `
checks:
    c:
        override: replace
        threshold: 3
        http:
            url: http://low
            headers:
                A: low
                B: high
                C: high
`,
    ),
    planOf(
      "parts of an exec check are merged one by one",
      [
        `
checks:
  c:
    override: replace
    exec: {command: low, environment: {A: low}, working-dir: /low, user: root}
`,
        `
checks:
  c:
    override: merge
    exec: {command: high, environment: {B: high}, working-dir: ''}
`,
      ],
      `
checks:
    c:
        override: replace
        threshold: 3
        exec:
            command: high
            environment:
                A: low
                B: high
            user: root
            working-dir: /low
`,
    ),
    planOf(
      "a replaced check may check in another way",
      [
        `
checks:
  c:
    override: replace
    tcp: {port: 80}
    level: alive
`,
        `
checks:
  c:
    override: replace
    http: {url: x}
`,
      ],
      `
checks:
    c:
        override: replace
        threshold: 3
        http:
            url: x
`,
    ),
    planOf(
      "a timeout is lowered to the period that another layer sets",
      [
        `
checks:
  c:
    override: replace
    timeout: 5s
    tcp: {port: 80}
`,
        `
checks:
  c:
    override: merge
    period: 2s
`,
      ],
      `
checks:
    c:
        override: replace
        period: 2s
        timeout: 2s
        threshold: 3
        tcp:
            port: 80
`,
    ),
  ],
};
