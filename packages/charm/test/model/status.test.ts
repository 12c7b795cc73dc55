import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ActiveStatus, BlockedStatus, UnknownStatus } from "@cobble/charm";
import { makeStatus } from "../../src/model/status.ts";

describe("status", () => {
  it("two are equal when state and message are, and not when one differs", () => {
    assert.equal(new ActiveStatus("a").equals(new ActiveStatus("a")), true);
    assert.equal(new ActiveStatus("a").equals(new ActiveStatus("b")), false);
    assert.equal(new ActiveStatus("a").equals(new BlockedStatus("a")), false);
  });

  it("a message left out is empty", () => {
    assert.equal(new ActiveStatus().message, "");
  });

  it("each name gives its own state, and a strange one is unknown", () => {
    for (const name of ["active", "blocked", "maintenance", "waiting", "error", "unknown"]) {
      const status = makeStatus(name, "m");
      assert.deepEqual([status.name, status.message], [name, "m"]);
    }
    assert.ok(makeStatus("merry", "") instanceof UnknownStatus);
  });
});
