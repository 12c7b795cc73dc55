import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ActiveStatus, BlockedStatus, UnknownStatus } from "@cobble/charm";
import { assertSettable, makeStatus } from "../../src/model/status.ts";

describe("status", () => {
  it("two are equal when state and message are, and not when one differs", () => {
    assert.equal(new ActiveStatus("a").equals(new ActiveStatus("a")), true);
    assert.equal(new ActiveStatus("a").equals(new ActiveStatus("b")), false);
    assert.equal(new ActiveStatus("a").equals(new BlockedStatus("a")), false);
  });

  it("a message left out is empty", () => {
    assert.equal(new ActiveStatus().message, "");
  });

  it("what a charm cannot set is refused, and what is no status at all", () => {
    assert.throws(() => assertSettable({ name: "error" }), {
      name: "InvalidStatusError",
      message: 'cannot set status "error": a charm may set active, blocked, maintenance, waiting',
    });
    for (const [given, told] of [
      ["active", '"active"'],
      [undefined, "undefined"],
      [null, "null"],
      [{}, "{}"],
    ]) {
      assert.throws(() => Reflect.apply(assertSettable, undefined, [given]), {
        message: `cannot set ${told} as a status: hand over one, as new ActiveStatus()`,
      });
    }
  });

  it("each name gives its own state, and a strange one is unknown", () => {
    for (const name of ["active", "blocked", "maintenance", "waiting", "error", "unknown"]) {
      const status = makeStatus(name, "m");
      assert.deepEqual([status.name, status.message], [name, "m"]);
    }
    assert.ok(makeStatus("merry", "") instanceof UnknownStatus);
  });
});
