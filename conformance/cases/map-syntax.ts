import type { CaseList } from "../case.ts";
import { planOf } from "../plan-of.ts";

/** Ways to write maps, aliases and whole files of layers, and how the plan prints them. */
export const mapSyntax: CaseList = {
  noun: "map syntax",
  cases: [
    planOf(
      "maps may be in braces or in lines, with numbers and nothing as values",
      [
        `
services:
  a: {override: replace, command: x, environment: {B: 1, A: true, C: ~, D: '', E: 1.0}}
  b:
    override: replace
    command: x
    environment:
      PORT: 80
      1: one
      true: two
      ~: none
  c: {override: replace, command: x, environment: {}}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        environment:
            A: "true"
            B: "1"
            C: ""
            D: ""
            E: "1.0"
    b:
        override: replace
        command: x
        environment:
            "1": one
            PORT: "80"
            "true": two
    c:
        override: replace
        command: x
`,
    ),
    planOf(
      "maps merged with << lend what is not there",
      [
        `
services:
  a:
    override: replace
    command: x
    environment: &env {A: a, B: b}
  b:
    override: replace
    command: x
    environment: {<<: *env, B: own}
  c:
    override: replace
    command: x
    environment: {<<: [{A: first}, {A: second, C: c}]}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
        environment:
            A: a
            B: b
    b:
        override: replace
        command: x
        environment:
            A: a
            B: own
    c:
        override: replace
        command: x
        environment:
            A: first
            C: c
`,
    ),
    planOf(
      "a service may be an alias of another",
      [
        `
services:
  a: &a {override: replace, command: x, startup: enabled}
  b: *a
  c: {<<: *a, summary: own}
`,
      ],
      `
services:
    a:
        startup: enabled
        override: replace
        command: x
    b:
        startup: enabled
        override: replace
        command: x
    c:
        summary: own
        startup: enabled
        override: replace
        command: x
`,
    ),
    planOf(
      "a second document is passed over",
      [
        `
summary: x
services: {a: {override: replace, command: x}}
---
services: {b: {override: replace, command: x}}
`,
      ],
      `
services:
    a:
        override: replace
        command: x
`,
    ),
    planOf(
      "empty sections and layers are taken",
      [
        `
services: {}
checks: ~
log-targets: null
`,
        "",
        "# nothing\n",
        "---\n",
        "summary: ''\n",
        "~\n",
      ],
      "{}\n",
    ),
    planOf(
      "windows line ends, a byte order mark and flow lines at the margin are taken",
      ["\ufeffservices:\r\n  a: {\r\noverride: replace,\r\ncommand: x\r\n}\r\n"],
      `
services:
    a:
        override: replace
        command: x
`,
    ),
  ],
};
