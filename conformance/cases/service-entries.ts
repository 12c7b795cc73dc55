import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** What services may hold, and how the plan prints it. */
export const serviceEntries: CaseList = {
  noun: "service entries",
  cases: [
    planOf(
      "commands with quotes, brackets and blanks are kept as they are written",
      [
        `
services:
  a: {override: replace, command: 'sleep [ 1 ]'}
  b: {override: replace, command: 'sleep [ 1'}
  c: {override: replace, command: '   '}
  d: {override: replace, command: "sh -c 'echo \\"a b\\"'"}
  e: {override: replace, command: 'a # b'}
  f: {override: replace, command: 'a [b] c'}
  g: {override: replace, command: 5}
`,
      ],
      `
services:
    a:
        override: replace
        command: sleep [ 1 ]
    b:
        override: replace
        command: sleep [ 1
    c:
        override: replace
        command: '   '
    d:
        override: replace
        command: sh -c 'echo "a b"'
    e:
        override: replace
        command: 'a # b'
    f:
        override: replace
        command: a [b] c
    g:
        override: replace
        command: "5"
`,
    ),
    planOf(
      "every action of a service is taken where it may stand",
      [
        `
services:
  a: {override: replace, command: x, on-success: restart, on-failure: restart, on-check-failure: {c: restart}}
  b: {override: replace, command: x, on-success: ignore, on-failure: ignore, on-check-failure: {c: ignore}}
  c: {override: replace, command: x, on-success: shutdown, on-failure: shutdown, on-check-failure: {c: shutdown}}
  d: {override: replace, command: x, on-success: failure-shutdown, on-failure: success-shutdown, on-check-failure: {c: success-shutdown}}
  e: {override: replace, command: x, on-success: '', on-failure: ~, on-check-failure: {nosuch: restart, c: ''}}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        on-success: restart
        on-failure: restart
        on-check-failure:
            c: restart
    b:
        override: replace
        command: x
        on-success: ignore
        on-failure: ignore
        on-check-failure:
            c: ignore
    c:
        override: replace
        command: x
        on-success: shutdown
        on-failure: shutdown
        on-check-failure:
            c: shutdown
    d:
        override: replace
        command: x
        on-success: failure-shutdown
        on-failure: success-shutdown
        on-check-failure:
            c: success-shutdown
    e:
        override: replace
        command: x
        on-check-failure:
            c: ""
            nosuch: restart
`,
    ),
    planOf(
      "names of services may be of any letters",
      [
        `
services:
  web 1: {override: replace, command: x}
  é: {override: replace, command: x}
  '5': {override: replace, command: x}
  'true': {override: replace, command: x}
  a.b/c: {override: replace, command: x}
  'x: y': {override: replace, command: x}
  '*': {override: replace, command: x}
  web10: {override: replace, command: x}
  web9: {override: replace, command: x}
  Web: {override: replace, command: x}
`,
      ],
      `
services:
    '*':
        override: replace
        command: x
    "5":
        override: replace
        command: x
    Web:
        override: replace
        command: x
    a.b/c:
        override: replace
        command: x
    "true":
        override: replace
        command: x
    web 1:
        override: replace
        command: x
    web9:
        override: replace
        command: x
    web10:
        override: replace
        command: x
    'x: y':
        override: replace
        command: x
    é:
        override: replace
        command: x
`,
    ),
    planOf(
      "unknown names in before and after, and a service's own, are taken",
      [
        `
services:
  a: {override: replace, command: x, after: [a, zz], before: [a, yy], requires: [a]}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        after:
            - a
            - zz
        before:
            - a
            - yy
        requires:
            - a
`,
    ),
    planOf(
      "services that require each other are taken",
      [
        `
services:
  a: {override: replace, command: x, requires: [b]}
  b: {override: replace, command: x, requires: [a]}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        requires:
            - b
    b:
        override: replace
        command: x
        requires:
            - a
`,
    ),
  ],
};
