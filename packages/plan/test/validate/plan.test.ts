import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { combineLayers, PlanError, parseLayer } from "@cobble/plan";
import { check, full, logTarget, planErrorOf, planOf, service } from "../plans.ts";

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
  also line 2, column 49: services.a.requires: service "zz" does not exist (known: a, b)`,
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
        assert.deepEqual([fault?.file, fault?.line, fault?.column], ["002-upper.yaml", 4, 16]);
        return true;
      },
    );
  });
});
