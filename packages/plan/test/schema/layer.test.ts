import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { layerSchema, layerSections, printLayer } from "@cobble/plan";
import fc from "fast-check";
import { layers } from "../layers.ts";
import { fitsSchema, isReadable, schemaFaults } from "./schema.ts";

/** Every way to write a value that some field reads in its own way. */
const values: readonly string[] = [
  ...["", "~", "null", "''", "x", "'5'", "5", "0", "-1", "1.9", "0.5", "1e3", "0o17", "017", "08", "0x1F"],
  ...["1_000", "0b11", "'1_000'", ".5", ".inf", ".nan", "inf", "0x1p4", "1__0", "99999999999999999999"],
  ...["true", "'true'", "yes", "2020-01-01", "1:30", "!!int 5", "!!str 5"],
  ...[
    "0s",
    "1s",
    "-1s",
    "+1s",
    "1500us",
    "1.5h30m",
    "60",
    "1 s",
    "s",
    "1d",
    "0.0s",
    "-0",
    "'0'",
    ".5s",
    "5.s",
  ],
  ...["enabled", "disabled", "maybe", "alive", "ready", "merge", "replace", "restart", "failure-shutdown"],
  ...["success-shutdown", "ignore", "loki", "syslog", "single", "http://x"],
  ...["[]", "[a]", "[5, null, true]", "[[a]]", "[{a: b}]", "{}", "{a: b}", "{a: 5, b: ~}", "{a: [b]}"],
  ...["{a: restart}", "{a: failure-shutdown}", "{pebble_a: b}", "{a: {override: merge}}", "{5: x}"],
  ...["{url: x}", "{url: [x]}", "{port: 80}", "{port: '80'}", "{port: x}", "{host: ~}", "{command: x}"],
  ...["{command: x, user-id: 5}", "{command: x, user-id: x}", "{mode: single}", "{mode: x}", "{foo: x}"],
];

const entry = (section: string, field: string): string =>
  `${section}: {a: {override: replace, ${field}}}`.replace(/override: replace, (override: )/, "$1");

/** A layer for each section, field and value, and for each section and value. */
const everyLayer: readonly string[] = layerSections.flatMap(({ key, holds, fields }) => {
  const wholes = values.map((value) => `${key}: ${value}`);
  if (holds !== "entries") {
    const inner = fields.flatMap((field) => values.map((value) => `${key}: {${field.key}: ${value}}`));
    return [...wholes, ...inner];
  }
  const entries = values.map((value) => `${key}: {a: ${value}}`);
  const inner = fields.flatMap((field) => values.map((value) => entry(key, `${field.key}: ${value}`)));
  return [...wholes, ...entries, ...inner];
});

/**
 * What the supervisor refuses and the schema cannot see: that a number has quotes, is written as Go does not read it or is too
 * large for it, and that a section has no value at all.
 */
const unseen: readonly string[] = [
  "'0'",
  "'1_000'",
  "1__0",
  ".inf",
  ".nan",
  "0o17",
  "0x1F",
  "99999999999999999999",
];
const isUnseen = (text: string): boolean =>
  /^\S+: $/.test(text) || unseen.some((value) => text.includes(`: ${value}}`));

describe("the schema of a layer", () => {
  it("accepts every layer that the supervisor reads, for each field and each way to write a value", () => {
    const accepted = everyLayer.filter(isReadable);
    assert.ok(accepted.length > 1_000, `${accepted.length}`);
    assert.deepEqual(
      accepted.filter((text) => !fitsSchema(text)),
      [],
    );
  });

  it("refuses every layer that the supervisor cannot read, unless only the text shows why", () => {
    const refused = everyLayer.filter((text) => !isReadable(text) && !isUnseen(text));
    assert.ok(refused.length > 1_000, `${refused.length}`);
    assert.deepEqual(refused.filter(fitsSchema), []);
  });

  const structural: readonly string[] = [
    "5",
    "[]",
    "servces: {}",
    "services: {a: {command: c}}",
    "services: {a: {override: maybe}}",
    "services: {a: {override: replace, comand: c}}",
    "services: {-a: {override: replace}}",
    "services: {pebble: {override: replace}}",
    "checks: {a: {override: replace, http: {foo: 1}}}",
    "log-targets: {a: {override: replace, labels: {pebble_x: y}}}",
    "workloads: {w: {override: replace, command: c}}",
  ];
  for (const text of structural) {
    it(`refuses what the supervisor refuses: ${text}`, () => {
      assert.ok(!isReadable(text));
      assert.ok(!fitsSchema(text));
    });
  }

  for (const text of ["", "# nothing", "services: ~", "services: {pebbles: {override: merge}}"]) {
    it(`accepts what the supervisor accepts: ${JSON.stringify(text)}`, () => {
      assert.ok(isReadable(text));
      assert.ok(fitsSchema(text), schemaFaults());
    });
  }

  it("accepts whatever layer is printed", () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const text = printLayer(layer);
        assert.ok(fitsSchema(text), `${text}: ${schemaFaults()}`);
      }),
    );
  });

  it("explains every section and field, for editors to show", () => {
    const undescribed: string[] = [];
    const walk = (schema: ReturnType<typeof layerSchema>, path: string): void => {
      for (const [key, inner] of Object.entries(schema.properties ?? {})) {
        if ((inner.description ?? "") === "") undescribed.push(`${path}.${key}`);
        walk(inner, `${path}.${key}`);
      }
    };
    const schema = layerSchema();
    walk(schema, "");
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) walk(definition, name);
    assert.deepEqual(undescribed, []);
  });
});
