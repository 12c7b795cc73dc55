import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { check, planErrorOf, planOf } from "../plans.ts";

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
