import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type AddOptions,
  addLayer,
  combineLayers,
  emptyLayer,
  LabelError,
  type Layer,
  PlanError,
  parseLayer,
} from "@cobble/plan";

const labels = (layers: readonly Layer[]): string[] => layers.map(({ label }) => label);

const add = (stack: readonly Layer[], label: string, options?: AddOptions): Layer[] =>
  addLayer(stack, emptyLayer(label), options);

/** A stack of empty layers, each added as an inner one. */
const stackOf = (...names: readonly string[]): Layer[] =>
  names.reduce<Layer[]>((stack, label) => add(stack, label, { inner: true }), []);

describe("addLayer", () => {
  it("puts a layer with a new label on top, whatever the characters of the label", () => {
    const stack = stackOf("a b", "Pebble-x", "é", "/");
    assert.deepEqual(labels(stack), ["a b", "Pebble-x", "é", "/"]);
  });

  it("leaves the stack that it is given as it is", () => {
    const stack = stackOf("a");
    add(stack, "b");
    assert.deepEqual(labels(stack), ["a"]);
  });

  it("puts an inner layer behind the last of its directory, to which the layer of that label belongs", () => {
    const stack = stackOf("a/b", "z", "a/c", "a", "a/d");
    assert.deepEqual(labels(stack), ["a/b", "a/c", "a", "a/d", "z"]);
  });

  it("orders layers by numbers that grow", () => {
    const stack = add(stackOf("a", "b"), "c");
    assert.deepEqual(
      stack.map(({ order }) => order),
      [1, 2, 3],
    );
  });

  it("merges a layer into the one of its label, when asked", () => {
    const below = parseLayer("services: {a: {override: replace, command: c, summary: s}}", { label: "x" });
    const layer = parseLayer("services: {a: {override: merge, command: d}}", { label: "x" });
    const [merged, ...others] = addLayer([below], layer, { combine: true });
    assert.equal(others.length, 0);
    assert.equal(merged?.services.get("a")?.command, "d");
    assert.equal(merged?.services.get("a")?.summary, "s");
    assert.equal(merged?.services.get("a")?.override, "replace");
  });

  const refused: readonly (readonly [
    what: string,
    label: string,
    options: AddOptions,
    kind: string,
    text: string,
  ])[] = [
    ["an empty label", "", {}, "label-empty", "label must be set"],
    ["a reserved label", "pebble-x", {}, "label-reserved", 'cannot use reserved label prefix "pebble-"'],
    ["a label that is there", "z", {}, "label-exists", 'layer "z" already exists'],
    ["a label that is there, though inner", "z", { inner: true }, "label-exists", 'layer "z" already exists'],
    [
      "a layer of a directory that is not on top",
      "a/c",
      {},
      "label-inner",
      "cannot insert sub-directory layer without 'inner' attribute set",
    ],
    [
      "the label of a directory that is not on top",
      "a",
      { combine: true },
      "label-inner",
      "cannot insert sub-directory layer without 'inner' attribute set",
    ],
  ];
  for (const [what, label, options, kind, text] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => add(stackOf("a/b", "z"), label, options),
        (error) => error instanceof LabelError && error.kind === kind && error.message === text,
      );
    });
  }

  it("refuses to merge entries that do not say how", () => {
    const layer = parseLayer("services: {a: {command: d}}", { label: "x" });
    assert.throws(() => addLayer(stackOf("x"), layer, { combine: true }), {
      name: PlanError.name,
      message: 'layer "x" must define "override" for service "a"',
    });
  });

  it("gives checks their defaults in a layer that another is combined with, over those of lower layers", () => {
    const parse = (label: string, check: string): Layer => parseLayer(`checks: {c: {${check}}}`, { label });
    const low = parse("low", "override: replace, tcp: {port: 80}, threshold: 5");
    const high = parse("high", "override: merge, timeout: 30s");
    const stack = addLayer(addLayer([], low), high);
    assert.equal(combineLayers(stack).checks.get("c")?.threshold, 5);
    const again = combineLayers(addLayer(stack, emptyLayer("high"), { combine: true }));
    assert.equal(again.checks.get("c")?.threshold, 3);
    assert.equal(again.checks.get("c")?.timeoutMs, 10_000);
  });
});
