import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** What becomes of services that several layers have. */
export const mergedServices: CaseList = {
  noun: "merged services",
  cases: [
    planOf(
      "a replacement forgets all that is below",
      [
        `
services:
  a:
    override: replace
    command: x
    summary: low
    after: [b]
    environment: {A: low}
    user-id: 5
    kill-delay: 3s
`,
        `
services:
  a:
    override: replace
    command: y
    summary: high
`,
      ],
      `
services:
    a:
        summary: high
        override: replace
        command: "y"
`,
    ),
    planOf(
      "the lowest override of a merged service is kept",
      [
        `
services:
  a: {override: merge, command: x}
`,
        `
services:
  a: {override: merge, summary: s}
`,
        `
services:
  b: {override: merge, command: y}
`,
      ],
      `
services:
    a:
        summary: s
        override: merge
        command: x
    b:
        override: merge
        command: "y"
`,
    ),
    planOf(
      "a merge over a replacement keeps replace, and a replacement over a merge too",
      [
        `
services:
  a: {override: replace, command: x}
  b: {override: merge, command: x}
`,
        `
services:
  a: {override: merge, summary: s}
  b: {override: replace, command: y}
`,
      ],
      `
services:
    a:
        summary: s
        override: replace
        command: x
    b:
        override: replace
        command: "y"
`,
    ),
    planOf(
      "three layers are merged in their order",
      [
        `
services:
  a:
    override: replace
    command: x
    summary: one
    after: [b]
    environment: {A: 1}
`,
        `
services:
  a: {override: merge, summary: two, after: [c], environment: {A: 2, B: 2}}
`,
        `
services:
  a: {override: merge, after: [d], environment: {C: 3}}
`,
      ],
      `
services:
    a:
        summary: two
        override: replace
        command: x
        after:
            - b
            - c
            - d
        environment:
            A: "2"
            B: "2"
            C: "3"
`,
    ),
    planOf(
      "summaries and descriptions of layers are not in the plan",
      [
        `
summary: one
description: two
`,
        "summary: three\n",
      ],
      "{}\n",
    ),
    planOf(
      "a service's workload that is set wins",
      [
        `
workloads:
  w: {override: replace}
  v: {override: replace}
services:
  a: {override: replace, command: x, workload: w}
`,
        `
services:
  a: {override: merge, workload: v}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        workload: v
workloads:
    v:
        override: replace
    w:
        override: replace
`,
    ),
  ],
};
