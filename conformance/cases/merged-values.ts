import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** What becomes of a service's fields of one value that several layers set; `merged-lists` has the others. */
export const mergedValues: CaseList = {
  noun: "merged values",
  cases: [
    planOf(
      "texts that are set win, and empty ones do not",
      [
        `
services:
  a:
    override: replace
    command: x
    summary: low
    description: low
    startup: enabled
    user: root
    group: root
    working-dir: /low
`,
        `
services:
  a:
    override: merge
    summary: high
    description: ''
    startup: ~
    user: nobody
    group:
    working-dir: /high
`,
      ],
      `
services:
    a:
        summary: high
        description: low
        startup: enabled
        override: replace
        command: x
        user: nobody
        group: root
        working-dir: /high
`,
    ),
    planOf(
      "a command that is set wins",
      [
        `
services:
  a:
    override: replace
    command: x
    summary: low
`,
        `
services:
  a: {override: merge, command: 'y [ z ]'}
`,
      ],
      `
services:
    a:
        summary: low
        override: replace
        command: y [ z ]
`,
    ),
    planOf(
      "numbers that are set win, zero too",
      [
        `
services:
  a:
    override: replace
    command: x
    user-id: 5
    group-id: 5
    backoff-factor: 3
`,
        `
services:
  a:
    override: merge
    user-id: 0
    group-id: 7
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        user-id: 0
        group-id: 7
        backoff-factor: 3
`,
    ),
    planOf(
      "durations that are set win, zero too",
      [
        `
services:
  a:
    override: replace
    command: x
    backoff-delay: 1s
    backoff-limit: 1m
    kill-delay: 3s
`,
        `
services:
  a:
    override: merge
    backoff-delay: 0s
    kill-delay: 4s
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        backoff-delay: 0s
        backoff-limit: 1m0s
        kill-delay: 4s
`,
    ),
    planOf(
      "a backoff factor that is set wins",
      [
        `
services:
  a:
    override: replace
    command: x
    backoff-factor: 3
`,
        `
services:
  a:
    override: merge
    backoff-factor: 1.5
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        backoff-factor: 1.5
`,
    ),
  ],
};
