import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addLayer, combineLayers, type Layer, type Origin, parseLayer, serviceOrigins } from "@cobble/plan";
import fc from "fast-check";
import { layers as anyLayer } from "./layers.ts";

const base = parseLayer(
  `services:
  db: {override: replace, command: db}
  web:
    override: replace
    command: web --old
    requires: [db]
    environment:
      HOST: here
      PORT: "80"
`,
  { label: "base", file: "001-base.yaml" },
);
const extra = parseLayer(
  `services:
  web:
    override: merge
    command: >-
      web --new
    environment: {PORT: "81"}
`,
  { label: "extra", file: "010-extra.yaml" },
);

const show = ({ field, label, file, position }: Origin): string =>
  `${field} ${label} ${file ?? "-"}:${position?.line ?? "-"}:${position?.column ?? "-"}`;

const originsOf = (layers: readonly Layer[], name = "web"): readonly string[] =>
  serviceOrigins(layers, name).map(show);

describe("origins of a service", () => {
  it("name for each part the layer that set it last, and the place there", () => {
    assert.deepEqual(originsOf([base, extra]), [
      "override base 001-base.yaml:4:15",
      "command extra 010-extra.yaml:4:14",
      "requires.db base 001-base.yaml:6:16",
      "environment.HOST base 001-base.yaml:8:13",
      "environment.PORT extra 010-extra.yaml:6:25",
    ]);
  });

  it("say what it is set to, but for variables of the environment", () => {
    assert.deepEqual(
      serviceOrigins([base, extra], "web").map(({ value }) => value),
      ["replace", "web --new", "db", undefined, undefined],
    );
  });

  it("forget what is below a layer that replaces the service", () => {
    const over = parseLayer("services: {web: {override: replace, command: another}}", { label: "over" });
    assert.deepEqual(originsOf([base, extra, over]), ["override over -:1:28", "command over -:1:46"]);
  });

  it("are none for a service of no layer", () => {
    assert.deepEqual(originsOf([base], "nope"), []);
  });

  it("have no place in a layer that was not read from text", () => {
    const { source: _source, ...bare } = base;
    assert.deepEqual(originsOf([bare], "db"), ["override base -:-:-", "command base -:-:-"]);
  });

  it("are those of the layers that were combined under one label", () => {
    const merged = addLayer(
      [base],
      parseLayer("services: {web: {override: merge, command: x}}", { label: "base" }),
      {
        combine: true,
      },
    );
    assert.deepEqual(originsOf(merged).slice(0, 3), [
      "override base 001-base.yaml:4:15",
      "command base -:1:44",
      "requires.db base 001-base.yaml:6:16",
    ]);
  });

  it("are of every part that the plan has, whatever the layers", () => {
    fc.assert(
      fc.property(fc.array(anyLayer, { minLength: 1, maxLength: 3 }), (random) => {
        const stack = random.map((layer, i) => ({ ...layer, label: `l${i}` }));
        for (const [name, service] of combineLayers(stack).services) {
          const fields = serviceOrigins(stack, name).map(({ field }) => field);
          const keys = [...service.environment.keys()].map((key) => `environment.${key}`);
          assert.deepEqual(
            fields.filter((field) => field.startsWith("environment.")).toSorted(),
            keys.toSorted(),
          );
          assert.equal(fields.includes("summary"), service.summary !== "");
          assert.equal(fields.includes("kill-delay"), service.killDelayMs !== undefined);
        }
      }),
    );
  });
});

describe("the parts of a combined layer", () => {
  const combine = (...texts: readonly string[]): Layer | undefined =>
    texts
      .map((text) => parseLayer(text, { label: "same" }))
      .reduce<readonly Layer[]>((stack, layer) => addLayer(stack, layer, { combine: true }), [])[0];

  it("do not grow when the same entries are combined again and again", () => {
    const layer = "services: {web: {override: merge, command: c, environment: {A: b}}}";
    const replaced = "services: {web: {override: replace, command: c}}";
    assert.equal(combine(replaced, layer, layer, layer, layer)?.parts?.length, 2);
    assert.equal(combine(replaced, layer, replaced)?.parts?.length, 1);
  });

  it("keep each layer of which a field, a variable or an item is left", () => {
    const replaced = "services: {web: {override: replace, command: c}}";
    const merged = (fields: string): string => `services: {web: {override: merge, command: c, ${fields}}}`;
    const first = merged("requires: [a, b], environment: {A: b, C: d}");
    const others = [
      merged("environment: {A: b, C: d}"),
      merged("requires: [a, b], environment: {A: b}"),
      merged("requires: [a], environment: {A: b, C: d}"),
      "services: {other: {override: replace, command: c}}",
    ];
    for (const other of others) assert.equal(combine(replaced, first, other)?.parts?.length, 3, other);
    const all = merged("requires: [b, a], environment: {A: b, C: d}");
    assert.equal(combine(replaced, first, all)?.parts?.length, 2);
  });
});
