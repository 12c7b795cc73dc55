import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { combineLayers, emptyPlan, equalLayer, parseLayer, printLayer, printPlan } from "@cobble/plan";
import fc from "fast-check";
import { layers } from "../layers.ts";

const print = (text: string): string => printPlan(combineLayers([parseLayer(text, { label: "base" })]));

describe("printPlan", () => {
  it("prints an empty plan as an empty map", () => {
    assert.equal(printPlan(emptyPlan), "{}\n");
    assert.equal(print("summary: x\ndescription: y"), "{}\n");
  });

  it("prints all fields of all sections in the reference's order", () => {
    const text = `workloads: {w: {group-id: 2, group: g, user: u, user-id: 1, environment: {A: 1}, override: merge}}
pairing: {mode: single}
log-targets: {t: {labels: {l: 1}, override: merge, services: [all], location: x, type: loki}}
checks:
  e: {exec: {working-dir: /, group: g, group-id: 0, user: root, user-id: 0, environment: {A: 1}, service-context: s,
      command: c}, threshold: 1, timeout: 1s, period: 60s, startup: disabled, level: ready, override: merge}
  h: {http: {headers: {A: 1}, url: u}, override: merge}
  t: {tcp: {host: h, port: 1}, override: merge}
services:
  s: {kill-delay: 1s, backoff-limit: 0.5h, backoff-factor: 1.5, backoff-delay: 1500us, on-check-failure: {e: restart},
      on-failure: ignore, on-success: shutdown, workload: w, working-dir: /, group: g, group-id: 0, user: u, user-id: 0,
      environment: {B: 1, A: 2}, requires: [s], before: [x], after: [y], command: c, override: merge, startup: enabled,
      description: d, summary: m}
`;
    assert.equal(
      print(text),
      `services:
    s:
        summary: m
        description: d
        startup: enabled
        override: merge
        command: c
        after:
            - "y"
        before:
            - x
        requires:
            - s
        environment:
            A: "2"
            B: "1"
        user-id: 0
        user: u
        group-id: 0
        group: g
        working-dir: /
        workload: w
        on-success: shutdown
        on-failure: ignore
        on-check-failure:
            e: restart
        backoff-delay: 1.5ms
        backoff-factor: 1.5
        backoff-limit: 30m0s
        kill-delay: 1s
checks:
    e:
        override: merge
        level: ready
        startup: disabled
        period: 1m0s
        timeout: 1s
        threshold: 1
        exec:
            command: c
            service-context: s
            environment:
                A: "1"
            user-id: 0
            user: root
            group-id: 0
            group: g
            working-dir: /
    h:
        override: merge
        threshold: 3
        http:
            url: u
            headers:
                A: "1"
    t:
        override: merge
        threshold: 3
        tcp:
            port: 1
            host: h
log-targets:
    t:
        type: loki
        location: x
        services:
            - all
        override: merge
        labels:
            l: "1"
pairing:
    mode: single
workloads:
    w:
        override: merge
        environment:
            A: "1"
        user-id: 1
        user: u
        group-id: 2
        group: g
`,
    );
  });

  it("prints the services of a log target even when there are none", () => {
    assert.match(print("log-targets: {a: {override: merge, type: loki, location: x}}"), /services: \[\]\n/);
  });

  it("prints texts of several lines in maps, lists and keys so that they are read back", () => {
    const text = `services: {s: {override: merge, command: c, after: ["a\\nb", " c\\nd"], environment: {"k\\nl": "m\\nn"}}}`;
    const printed = print(text);
    assert.equal(
      printed,
      `services:
    s:
        override: merge
        command: c
        after:
            - |-
              a
              b
            - |2-
               c
              d
        environment:
            ? |-
                k
                l
            : |-
                m
                n
`,
    );
    assert.equal(print(printed), printed);
  });

  it("keeps a key that looks like a merge of maps apart from one", () => {
    const printed = print('services: {s: {override: merge, command: c, environment: {"<<": "<<"}}}');
    assert.match(printed, /"<<": <<\n$/);
    assert.equal(print(printed), printed);
  });
});

describe("printLayer", () => {
  it("prints summary and description first, and reads back as the same layer", () => {
    const layer = parseLayer("services: {a: {override: merge}}\nsummary: s\ndescription: d", {
      label: "base",
    });
    assert.equal(
      printLayer(layer),
      "summary: s\ndescription: d\nservices:\n    a:\n        override: merge\n",
    );
    fc.assert(
      fc.property(layers, (any) => {
        assert.ok(equalLayer(parseLayer(printLayer(any), { label: "again" }), any));
      }),
    );
  });
});
