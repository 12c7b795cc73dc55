import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** What checks may hold, and how the plan prints it. */
export const checkEntries: CaseList = {
  noun: "check entries",
  cases: [
    planOf(
      "a threshold of zero is three, and a negative one is kept",
      [
        `
checks:
  ca: {override: replace, tcp: {port: 80}, threshold: 0}
  cb: {override: replace, tcp: {port: 80}, threshold: 1}
  cc: {override: replace, tcp: {port: 80}, threshold: -1}
  cd: {override: replace, tcp: {port: 80}, threshold: 3}
  ce: {override: replace, tcp: {port: 80}, threshold: 1e1}
  cf: {override: replace, tcp: {port: 80}, threshold: 2.9}
`,
      ],
      `
checks:
    ca:
        override: replace
        threshold: 3
        tcp:
            port: 80
    cb:
        override: replace
        threshold: 1
        tcp:
            port: 80
    cc:
        override: replace
        threshold: -1
        tcp:
            port: 80
    cd:
        override: replace
        threshold: 3
        tcp:
            port: 80
    ce:
        override: replace
        threshold: 10
        tcp:
            port: 80
    cf:
        override: replace
        threshold: 2
        tcp:
            port: 80
`,
    ),
    planOf(
      "every level and startup of a check is taken",
      [
        `
checks:
  a: {override: replace, level: alive, startup: enabled, tcp: {port: 80}}
  b: {override: replace, level: ready, startup: disabled, tcp: {port: 80}}
  c: {override: replace, level: '', startup: ~, tcp: {port: 80}}
`,
      ],
      `
checks:
    a:
        override: replace
        level: alive
        startup: enabled
        threshold: 3
        tcp:
            port: 80
    b:
        override: replace
        level: ready
        startup: disabled
        threshold: 3
        tcp:
            port: 80
    c:
        override: replace
        threshold: 3
        tcp:
            port: 80
`,
    ),
    planOf(
      "a timeout above the period is lowered to it",
      [
        `
checks:
  a: {override: replace, period: 1s, timeout: 2s, tcp: {port: 80}}
  b: {override: replace, timeout: 1m, tcp: {port: 80}}
  c: {override: replace, period: 1m, timeout: 30s, tcp: {port: 80}}
  d: {override: replace, period: 1s, tcp: {port: 80}}
  e: {override: replace, timeout: -1s, tcp: {port: 80}}
`,
      ],
      `
checks:
    a:
        override: replace
        period: 1s
        timeout: 1s
        threshold: 3
        tcp:
            port: 80
    b:
        override: replace
        timeout: 10s
        threshold: 3
        tcp:
            port: 80
    c:
        override: replace
        period: 1m0s
        timeout: 30s
        threshold: 3
        tcp:
            port: 80
    d:
        override: replace
        period: 1s
        threshold: 3
        tcp:
            port: 80
    e:
        override: replace
        timeout: -1s
        threshold: 3
        tcp:
            port: 80
`,
    ),
    planOf(
      "urls and ports of any form are taken",
      [
        `
checks:
  a: {override: replace, http: {url: localhost}}
  b: {override: replace, http: {url: 'ftp://x', headers: {A: 1, B: ~}}}
  c: {override: replace, tcp: {port: 70000, host: ''}}
  d: {override: replace, tcp: {port: -5, host: '::1'}}
  e: {override: replace, tcp: {port: 0x50}}
`,
      ],
      `
checks:
    a:
        override: replace
        threshold: 3
        http:
            url: localhost
    b:
        override: replace
        threshold: 3
        http:
            url: ftp://x
            headers:
                A: "1"
                B: ""
    c:
        override: replace
        threshold: 3
        tcp:
            port: 70000
    d:
        override: replace
        threshold: 3
        tcp:
            port: -5
            host: ::1
    e:
        override: replace
        threshold: 3
        tcp:
            port: 80
`,
    ),
    planOf(
      "every field of an exec check is taken",
      [
        `
services: {a: {override: replace, command: x}}
checks:
  a:
    override: replace
    exec:
      command: test -f '/tmp/a b' [ x ]
      service-context: a
      environment: {B: b, A: 1}
      user: root
      user-id: 0
      group: root
      group-id: 0
      working-dir: /tmp
`,
      ],
      `
services:
    a:
        override: replace
        command: x
checks:
    a:
        override: replace
        threshold: 3
        exec:
            command: test -f '/tmp/a b' [ x ]
            service-context: a
            environment:
                A: "1"
                B: b
            user-id: 0
            user: root
            group-id: 0
            group: root
            working-dir: /tmp
`,
    ),
  ],
};
