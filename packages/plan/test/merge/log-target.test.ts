import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { logTarget, planOf } from "../plans.ts";

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
