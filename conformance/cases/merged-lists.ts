import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** What becomes of a service's lists, maps and actions that several layers set. */
export const mergedLists: CaseList = {
  noun: "merged lists",
  cases: [
    planOf(
      "lists are appended, with what comes twice",
      [
        `
services:
  a:
    override: replace
    command: x
    after: [a, b]
    before: [c]
    requires: [a]
`,
        `
services:
  a:
    override: merge
    after: [b, d]
    before: []
    requires: [a]
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        after:
            - a
            - b
            - b
            - d
        before:
            - c
        requires:
            - a
            - a
`,
    ),
    planOf(
      "maps are joined by key",
      [
        `
services:
  a:
    override: replace
    command: x
    environment: {A: low, B: low}
    on-check-failure: {x: restart, y: ignore}
`,
        `
services:
  a:
    override: merge
    environment: {B: high, C: high}
    on-check-failure: {y: shutdown, z: restart}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        environment:
            A: low
            B: high
            C: high
        on-check-failure:
            x: restart
            "y": shutdown
            z: restart
`,
    ),
    planOf(
      "an empty value of a map wins",
      [
        `
services:
  a:
    override: replace
    command: x
    environment: {A: low}
    on-check-failure: {x: restart}
`,
        `
services:
  a:
    override: merge
    environment: {A: ''}
    on-check-failure: {x: ''}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        environment:
            A: ""
        on-check-failure:
            x: ""
`,
    ),
    planOf(
      "actions that are set win",
      [
        `
services:
  a:
    override: replace
    command: x
    on-success: ignore
    on-failure: shutdown
`,
        `
services:
  a:
    override: merge
    on-success: restart
    on-failure: ''
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        on-success: restart
        on-failure: shutdown
`,
    ),
  ],
};
