import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** Ways to write texts and lists in layers, and how the plan prints them. */
export const entrySyntax: CaseList = {
  noun: "entry syntax",
  cases: [
    planOf(
      "quoted, tagged and folded texts are read as YAML reads them",
      [
        `
services:
  a: {override: replace, command: x, summary: 'it''s'}
  b: {override: replace, command: x, summary: "tab\\there"}
  c: {override: replace, command: x, summary: !!str 5}
  d: {override: replace, command: x, summary: !!binary aGVsbG8=}
  e:
    override: replace
    command: x
    summary: >-
      one
      two

      three
  f:
    override: replace
    command: x
    summary: |
      one
       two
  g:
    override: replace
    command: x
    summary: one
      two
`,
      ],
      `
services:
    a:
        summary: it's
        override: replace
        command: x
    b:
        summary: "tab\\there"
        override: replace
        command: x
    c:
        summary: "5"
        override: replace
        command: x
    d:
        summary: hello
        override: replace
        command: x
    e:
        summary: |-
            one two
            three
        override: replace
        command: x
    f:
        summary: |
            one
             two
        override: replace
        command: x
    g:
        summary: one two
        override: replace
        command: x
`,
    ),
    planOf(
      "lists may be in brackets or in lines, with empty items passed over",
      [
        `
services:
  a: {override: replace, command: x, after: [b, c]}
  b:
    override: replace
    command: x
    after:
    - c
    - ~
    - d
  c:
    override: replace
    command: x
    before:
      - zz
  d: {override: replace, command: x, after: [], before: ~, requires: [a, a]}
  e: {override: replace, command: x, after: [1, true, '']}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        after:
            - b
            - c
    b:
        override: replace
        command: x
        after:
            - c
            - d
    c:
        override: replace
        command: x
        before:
            - zz
    d:
        override: replace
        command: x
        requires:
            - a
            - a
    e:
        override: replace
        command: x
        after:
            - "1"
            - "true"
            - ""
`,
    ),
  ],
};
