import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ContextError, JujuVersion } from "@cobble/charm";

describe("JujuVersion", () => {
  it("is written as it was read, without a build of 0", () => {
    const texts = ["3.6.10", "4.0-beta1", "3.6.1.2", "2.9.0"];
    assert.deepEqual(
      texts.map((text) => String(new JujuVersion(text))),
      texts,
    );
    assert.equal(String(new JujuVersion("3.6")), "3.6.0");
  });

  it("is ordered by its numbers, and before the version that its tag leads to", () => {
    const ordered = [
      "2.9.49",
      "3.5.9",
      "3.6-alpha1",
      "3.6-beta1",
      "3.6-beta2",
      "3.6.0",
      "3.6.0.1",
      "3.6.2",
      "3.10.0",
    ];
    const shuffled = [...ordered].sort();
    assert.deepEqual(
      shuffled.toSorted((a, b) => new JujuVersion(a).compare(b)),
      ordered,
    );
    assert.equal(new JujuVersion("3.6").compare("3.6.0"), 0);
  });

  it("knows what a version has", () => {
    const has = (text: string) => {
      const version = new JujuVersion(text);
      return [
        ...[version.hasAppData, version.isDispatchAware, version.hasControllerStorage, version.hasSecrets],
        ...[version.supportsOpenPortOnK8s, version.supportsExecServiceContext],
        ...[
          version.supportsPebbleLogForwarding,
          version.supportsPebbleIdentities,
          version.supportsPebbleMetrics,
        ],
      ].map(Number);
    };
    assert.deepEqual(has("2.6.9"), [0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(has("2.7.0"), [1, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(has("2.8.0"), [1, 1, 1, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(has("3.0.2"), [1, 1, 1, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(has("3.0.3"), [1, 1, 1, 1, 1, 0, 0, 0, 0]);
    assert.deepEqual(has("3.1.6"), [1, 1, 1, 1, 1, 1, 0, 0, 0]);
    assert.deepEqual(has("3.2.0"), [1, 1, 1, 1, 1, 0, 0, 0, 0]);
    assert.deepEqual(has("3.2.2"), [1, 1, 1, 1, 1, 1, 0, 0, 0]);
    assert.deepEqual(has("3.4-beta1"), [1, 1, 1, 1, 1, 1, 1, 0, 0]);
    assert.deepEqual(has("3.6.4"), [1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(has("4.0.0"), [1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it("a text that is no version is an error", () => {
    for (const text of ["", "3", "3.6.x", "3.6-1", "v3.6"]) {
      assert.throws(() => new JujuVersion(text), ContextError);
    }
  });
});
