import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { full, planOf, service } from "../plans.ts";

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
