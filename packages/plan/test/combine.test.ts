import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  combineLayers,
  emptyLayer,
  equalLayer,
  equalPlan,
  mergeLayer,
  PlanError,
  parseLayer,
  printPlan,
} from "@cobble/plan";
import fc from "fast-check";
import { layers } from "./layers.ts";

/** The plan of layers given as text, as it prints. */
const planOf = (...texts: readonly string[]): string =>
  printPlan(combineLayers(texts.map((text, i) => parseLayer(text, { label: `l${i}` }))));

const planErrorOf = (...texts: readonly string[]): PlanError => {
  try {
    planOf(...texts);
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
  throw new Error("the layers make a plan");
};

const service = (fields: string): string => `services: {a: {${fields}}}`;
const check = (fields: string): string => `checks: {a: {${fields}}}`;
const logTarget = (fields: string): string => `log-targets: {a: {${fields}}}`;

const full = service(
  `override: replace, command: c, summary: s, description: d, startup: enabled, after: [x], before: [z],
   environment: {A: 1, B: 2}, user: root, user-id: 0, group: g, group-id: 1, working-dir: /w, on-success: ignore,
   on-failure: ignore, on-check-failure: {k: ignore}, backoff-delay: 1s, backoff-factor: 3, backoff-limit: 2s,
   kill-delay: 3s`,
);

describe("a service that is merged", () => {
  it("keeps what the upper layer does not set, and empty texts set nothing", () => {
    const nothing =
      "override: merge, command: '', summary: '', startup: '', user: '', on-success: '', after: []";
    assert.equal(planOf(full, service(nothing)), planOf(full));
  });

  it("appends lists with duplicates, joins maps and takes numbers, even zero", () => {
    const upper = `override: merge, command: d, after: [x], before: [q], requires: [a], environment: {B: 3, C: ''},
      user-id: 5, group-id: 0, on-check-failure: {k: '', j: restart}, kill-delay: 0, backoff-factor: 1`;
    assert.equal(
      planOf(full, service(upper)),
      `services:
    a:
        summary: s
        description: d
        startup: enabled
        override: replace
        command: d
        after:
            - x
            - x
        before:
            - z
            - q
        requires:
            - a
        environment:
            A: "1"
            B: "3"
            C: ""
        user-id: 5
        user: root
        group-id: 0
        group: g
        working-dir: /w
        on-success: ignore
        on-failure: ignore
        on-check-failure:
            j: restart
            k: ""
        backoff-delay: 1s
        backoff-factor: 1
        backoff-limit: 2s
        kill-delay: 0s
`,
    );
  });

  it("keeps the override of the lowest layer, unless it is replaced", () => {
    const merged = "override: merge, command: c";
    assert.match(planOf(service(merged), service("override: merge, command: d")), /override: merge\n/);
    assert.match(planOf(service(merged), service("override: replace, command: d")), /override: replace\n/);
  });

  it("may merge with nothing below", () => {
    assert.match(planOf(service("override: merge, command: c")), /command: c\n/);
  });
});

describe("a service that is replaced", () => {
  it("forgets the layers below", () => {
    assert.equal(
      planOf(full, service("override: replace, command: q")),
      "services:\n    a:\n        override: replace\n        command: q\n",
    );
  });
});

describe("a check that is merged", () => {
  const base = check(
    "override: replace, level: alive, period: 5s, timeout: 2s, threshold: 7, http: {url: u, headers: {A: 1, B: 2}}",
  );

  it("merges inside of its way to check, and a threshold of zero sets nothing", () => {
    const upper = "override: merge, level: ready, threshold: 0, http: {url: '', headers: {B: 3}}";
    assert.equal(
      planOf(base, check(upper)),
      `checks:
    a:
        override: replace
        level: ready
        period: 5s
        timeout: 2s
        threshold: 7
        http:
            url: u
            headers:
                A: "1"
                B: "3"
`,
    );
  });

  it("takes port, host, command and account of the upper layer where they are set", () => {
    const tcp = planOf(
      check("override: replace, tcp: {port: 1, host: h}"),
      check("override: merge, tcp: {port: 0, host: g}"),
    );
    assert.match(tcp, /port: 1\n {12}host: g\n/);
    const exec = planOf(
      check(
        "override: replace, exec: {command: c, user: root, group-id: 0, working-dir: /, environment: {A: 1}}",
      ),
      check("override: merge, exec: {user-id: 5, environment: {B: 2}}"),
    );
    assert.match(
      exec,
      /command: c\n.*environment:\n.*A: "1"\n.*B: "2"\n.*user-id: 5\n.*user: root\n.*group-id: 0\n/s,
    );
  });

  it("may not change its way to check", () => {
    assert.equal(
      planErrorOf(base, check("override: merge, tcp: {port: 1}")).message,
      'plan must specify one of "http", "tcp", or "exec" for check "a"',
    );
  });

  it("has its timeout lowered to the period only in the end", () => {
    const low = check("override: replace, period: 1s, timeout: 5s, tcp: {port: 1}");
    assert.match(planOf(low), /timeout: 1s\n/);
    assert.match(planOf(low, check("override: merge, period: 10s")), /timeout: 5s\n/);
    assert.match(planOf(check("override: replace, timeout: 20s, tcp: {port: 1}")), /timeout: 10s\n/);
  });

  it("has a threshold of three in the plan when nobody sets one", () => {
    assert.match(planOf(check("override: replace, tcp: {port: 1}")), /threshold: 3\n/);
    assert.match(planOf(check("override: replace, threshold: -1, tcp: {port: 1}")), /threshold: -1\n/);
  });
});

describe("a log target that is merged", () => {
  it("appends services, joins labels, and takes type and location where they are set", () => {
    const plan = planOf(
      logTarget("override: replace, type: loki, location: x, services: [all], labels: {a: 1, b: 2}"),
      logTarget("override: merge, type: syslog, location: '', services: [-all, all], labels: {b: 3}"),
    );
    assert.equal(
      plan,
      `log-targets:
    a:
        type: syslog
        location: x
        services:
            - all
            - -all
            - all
        override: replace
        labels:
            a: "1"
            b: "3"
`,
    );
  });
});

describe("pairing and workloads of several layers", () => {
  it("take the last mode that is set", () => {
    const single = "pairing: {mode: single}";
    assert.match(planOf(single, "pairing: {mode: }"), /mode: single/);
    assert.match(planOf(single, "summary: x"), /mode: single/);
    assert.match(planOf(single, "pairing: {mode: disabled}"), /mode: disabled/);
  });

  it("merge and replace workloads as services", () => {
    const base = "workloads: {w: {override: replace, user: u, environment: {A: 1}}}";
    assert.match(
      planOf(base, "workloads: {w: {override: merge, environment: {B: 2}}}"),
      /A: "1"\n.*B: "2"\n.*user: u/s,
    );
    assert.doesNotMatch(planOf(base, "workloads: {w: {override: replace}}"), /user/);
  });
});

describe("layers that make no plan", () => {
  const refused: readonly (readonly [text: string, message: string])[] = [
    [service("command: c"), 'layer "l0" must define "override" for service "a"'],
    [service("override: both, command: c"), 'layer "l0" has invalid "override" value for service "a"'],
    [check("tcp: {port: 1}"), 'layer "l0" must define "override" for check "a"'],
    [check("override: x, tcp: {port: 1}"), 'layer "l0" has invalid "override" value for check "a"'],
    [logTarget("type: loki, location: x"), 'layer "l0" must define "override" for log target "a"'],
    [
      logTarget("override: x, type: loki, location: x"),
      'layer "l0" has invalid "override" value for log target "a"',
    ],
    ["workloads: {w: {}}", 'workload "w": must define an "override" policy'],
    ["workloads: {w: {override: x}}", 'workload "w": has an invalid "override" policy: "x"'],
    [service("override: replace"), 'plan must define "command" for service "a"'],
    [service("override: replace, command: null"), 'plan must define "command" for service "a"'],
    [service("override: replace, command: c, requires: [b]"), 'service "b" does not exist'],
    [service("override: replace, command: c, workload: w"), 'workload "w": not defined for service "a"'],
    [check("override: merge"), 'plan must specify one of "http", "tcp", or "exec" for check "a"'],
    [check("override: merge, http: {}"), 'plan must set "url" for http check "a"'],
    [check("override: merge, tcp: {host: h}"), 'plan must set "port" for tcp check "a"'],
    [check("override: merge, exec: {}"), 'plan must set "command" for exec check "a"'],
    [
      check("override: merge, exec: {command: x, service-context: s}"),
      'plan check "a" service context specifies non-existent service "s"',
    ],
    [
      logTarget("override: merge, location: x"),
      'plan must define "type" ("loki", "opentelemetry" or "syslog") for log target "a"',
    ],
    [logTarget("override: merge, type: loki"), 'plan must define "location" for log target "a"'],
    [
      logTarget("override: merge, type: loki, location: x, services: [-zzz]"),
      'log target "a" specifies unknown service "zzz"',
    ],
    [
      "services: {b: {override: replace, command: c, after: [a]}, a: {override: replace, command: c, after: [b]}}",
      "services in before/after loop: a, b",
    ],
  ];
  for (const [text, message] of refused) {
    it(`are refused with the reference's sentence: ${text}`, () => {
      assert.equal(planErrorOf(text).message, message);
    });
  }

  it("may order services after themselves, or after ones that are not there", () => {
    const text = service("override: replace, command: c, after: [a, x], before: [a, y], requires: [a]");
    assert.match(planOf(text), /requires:\n {12}- a\n/);
  });

  it("are told every fault, the one that the reference tests first in the lead", () => {
    const error = planErrorOf(
      `services:
  a: {override: replace, command: c, requires: [zz]}
  b: {override: replace}
checks:
  a: {override: replace}
`,
    );
    assert.equal(
      error.message,
      `plan must define "command" for service "b"
  also line 5, column 3: checks.a: plan must specify one of "http", "tcp", or "exec" for check "a"
  also line 2, column 48: services.a.requires: service "zz" does not exist`,
    );
  });

  it("are told the file and place of the uppermost layer that speaks of the field", () => {
    const lower = parseLayer(full, { label: "lower", file: "001-lower.yaml" });
    const upper = parseLayer("services:\n  a:\n    override: merge\n    requires: [q]\n", {
      label: "upper",
      file: "002-upper.yaml",
    });
    const top = parseLayer(service("override: merge, summary: x"), { label: "top", file: "003-top.yaml" });
    assert.throws(
      () => combineLayers([lower, upper, top]),
      (error) => {
        assert.ok(error instanceof PlanError);
        const [fault] = error.faults;
        assert.deepEqual([fault?.file, fault?.line, fault?.column], ["002-upper.yaml", 4, 15]);
        return true;
      },
    );
  });
});

describe("combineLayers, whatever the layers", () => {
  it("gives the empty plan for no layers", () => {
    assert.equal(planOf(), "{}\n");
  });

  it("changes nothing for an empty layer, below or above", () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const plan = combineLayers([layer]);
        assert.ok(equalPlan(combineLayers([emptyLayer("e"), layer]), plan));
        assert.ok(equalPlan(combineLayers([layer, emptyLayer("e")]), plan));
      }),
    );
  });

  it("forgets everything below an entry that replaces", () => {
    fc.assert(
      fc.property(layers, layers, (lower, upper) => {
        const services = new Map(
          [...upper.services].map(([name, s]) => [name, { ...s, override: "replace" }]),
        );
        const plan = combineLayers([lower, { ...upper, services }]);
        for (const [name, entry] of services) assert.deepEqual(plan.services.get(name), entry);
      }),
    );
  });

  it("gives the same when upper layers are merged with each other first", () => {
    fc.assert(
      fc.property(layers, layers, layers, (a, b, c) => {
        assert.ok(equalPlan(combineLayers([a, mergeLayer(b, c)]), combineLayers([a, b, c])));
        assert.ok(equalPlan(combineLayers([mergeLayer(a, b), c]), combineLayers([a, b, c])));
      }),
    );
  });

  it("reads back what it prints", () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const plan = combineLayers([layer]);
        const again = combineLayers([parseLayer(printPlan(plan), { label: "again" })]);
        assert.deepEqual(again.services, plan.services);
        assert.equal(printPlan(again), printPlan(plan));
      }),
    );
  });

  it("leaves the layers as they are", () => {
    fc.assert(
      fc.property(layers, layers, (a, b) => {
        const before = structuredClone([a, b]);
        combineLayers([a, b]);
        assert.ok(before.every((layer, i) => equalLayer(layer, [a, b][i] ?? layer)));
      }),
    );
  });
});
