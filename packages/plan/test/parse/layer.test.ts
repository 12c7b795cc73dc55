import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseLayer } from "@cobble/plan";
import { layerErrorOf, serviceLayer } from "./sentences.ts";

const root = 'cannot parse layer "base": ';

describe("parseLayer", () => {
  it("takes label, order and file from its options, and the rest from the text", () => {
    const text = "summary: s\ndescription: d\nservices: {a: {override: merge}}\n";
    const layer = parseLayer(text, { label: "base", order: 7, file: "007-base.yaml" });
    assert.equal(layer.label, "base");
    assert.equal(layer.order, 7);
    assert.equal(layer.summary, "s");
    assert.equal(layer.description, "d");
    assert.equal(layer.source?.file, "007-base.yaml");
    assert.equal(layer.source?.text, text);
  });

  for (const text of [
    "",
    "null",
    "~",
    "# only a comment",
    "---\n---\nsummary: x",
    "services: {}",
    "services: ~",
  ]) {
    it(`reads a layer with nothing in it: ${JSON.stringify(text)}`, () => {
      const layer = parseLayer(text, { label: "base" });
      assert.equal(layer.summary, "");
      assert.equal(layer.services.size, 0);
    });
  }

  it("passes over a second document, whatever is wrong in it", () => {
    assert.equal(parseLayer("summary: x\n---\nfoo: [", { label: "base" }).summary, "x");
    assert.equal(parseLayer("summary: x\n...\nfoo: 1", { label: "base" }).summary, "x");
  });

  it("reads windows line ends, a byte order mark, anchors and merged sections", () => {
    const text = "\ufeff<<: {summary: x}\r\nservices:\r\n  a: &a {override: merge}\r\n  b: *a\r\n";
    const layer = parseLayer(text, { label: "base" });
    assert.equal(layer.summary, "x");
    assert.equal(layer.services.get("b")?.override, "merge");
  });

  const refused: readonly (readonly [text: string, message: string])[] = [
    ["5", `${root}yaml: unmarshal errors:\n  line 1: cannot unmarshal !!int \`5\` into map[string]yaml.Node`],
    ["[1]", `${root}yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into map[string]yaml.Node`],
    ["foo: 1", `${root}unknown section "foo"`],
    ["5: x", `${root}unknown section "5"`],
    [
      "zzz: 1\nsummary: [a]",
      `${root}unknown section "zzz"\n  also line 2, column 10: summary: cannot unmarshal !!seq into string`,
    ],
    ["services:", 'cannot parse layer "base" section "services": EOF'],
    ["summary:", 'cannot parse layer "base" section "summary": EOF'],
    [
      "services: []",
      'cannot parse layer "base" section "services": yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into map[string]*plan.Service',
    ],
    [
      "summary: [a]",
      'cannot parse layer "base" section "summary": yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into string',
    ],
    [
      "summary: a\nsummary: b",
      `${root}yaml: unmarshal errors:\n  line 2: mapping key "summary" already defined at line 1`,
    ],
    ["[a]: x", `${root}yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into string`],
    [
      "!foo [a]",
      `${root}yaml: unmarshal errors:\n  line 1: cannot unmarshal !foo \`\` into map[string]yaml.Node`,
    ],
    ["!!int x: y", `${root}yaml: cannot decode !!str \`x\` as a !!int`],
    ["services: *a", `${root}yaml: unknown anchor 'a' referenced`],
    ["*a : b", `${root}yaml: unknown anchor 'a' referenced`],
    ["summary: \u0001", `${root}yaml: control characters are not allowed`],
    ["summary: \u007f", `${root}yaml: control characters are not allowed`],
  ];
  for (const [text, message] of refused) {
    it(`refuses with the reference's sentence: ${JSON.stringify(text)}`, () => {
      const error = layerErrorOf(text);
      assert.ok(error.message.startsWith(message), error.message);
    });
  }

  it("refuses a few lines that merge millions of entries, at once", () => {
    const bomb = Array.from({ length: 12 }, (_, i) => {
      const merged = Array.from({ length: 10 }, () => `*e${i - 1}`).join(", ");
      return `  s${i}: {environment: &e${i} {${i === 0 ? "K: v" : `<<: [${merged}]`}}}\n`;
    });
    assert.match(
      layerErrorOf(`services:\n${bomb.join("")}`).message,
      /: yaml: document contains excessive aliasing/,
    );
  });

  const foreign: readonly (readonly [text: string, section: string, anchor: string])[] = [
    ["services: {a: &a {override: merge}}\nchecks: {b: *a}", "checks", "a"],
    ["services: &s {}\nchecks: *s", "checks", "s"],
    ["summary: &a x\ndescription: *a", "description", "a"],
    ["summary: &c x\nservices: {a: {environment: {A: *c}}}", "services", "c"],
  ];
  for (const [text, section, anchor] of foreign) {
    it(`refuses an alias for an anchor of another section: ${JSON.stringify(text)}`, () => {
      const message = `section "${section}": yaml: unknown anchor '${anchor}' referenced`;
      assert.ok(layerErrorOf(text).message.includes(message), layerErrorOf(text).message);
    });
  }

  const broken: readonly (readonly [text: string, message: string, place: string])[] = [
    ["summary: x\nservices: [a", "line 1: did not find expected ',' or ']'", "2:11"],
    ["summary: [a\n", "line 1: did not find expected ',' or ']'", "1:10"],
    ["summary: x\nservices: a: b", "line 2: mapping values are not allowed in this context", "2:12"],
    ["services:\n\ta: b", "line 2: found character that cannot start any token", "2:1"],
    ["services:\n  a:\n    b: c\n   d: e", "line 1: did not find expected key", "4:4"],
    ['summary: "\\q"', "found unknown escape character", "1:11"],
    ['summary: "x', "found unexpected end of stream", "1:10"],
    ["summary: &b &c d", "did not find expected key", "1:13"],
    ["!foo!bar summary: b", "found undefined tag handle", "1:1"],
    ["\ufeffsummary: \u0007", "control characters are not allowed", "1:10"],
  ];
  for (const [text, message, place] of broken) {
    it(`tells what is wrong with the YAML as the reference does, and where it is: ${JSON.stringify(text)}`, () => {
      const error = layerErrorOf(text);
      assert.equal(error.message, `${root}yaml: ${message}`);
      assert.deepEqual(
        error.faults.map(({ line, column }) => `${line}:${column}`),
        [place],
      );
    });
  }
});

describe("the faults of a layer", () => {
  const text = `summary: x
checks:
  up:
    override: replace
    level: high
services:
  web:
    override: replace
    comand: web
    kill-delay: soon
    on-success: explode
  db:
    after: web
servces: {}
`;

  it("are all found, in document order, with file, line, column and path", () => {
    const { faults } = layerErrorOf(text, "001-base.yaml");
    assert.deepEqual(
      faults.map(({ file, line, column, path }) => `${file}:${line}:${column} ${path}`),
      [
        "001-base.yaml:5:12 checks.up.level",
        "001-base.yaml:9:5 services.web.comand",
        "001-base.yaml:10:17 services.web.kill-delay",
        "001-base.yaml:11:17 services.web.on-success",
        "001-base.yaml:13:12 services.db.after",
        "001-base.yaml:14:1 servces",
      ],
    );
  });

  it("say of a number whether it is too great, in quotes or none at all", () => {
    const { faults } = layerErrorOf(
      [
        "checks:",
        "  a: {override: replace, tcp: {port: 99999999999999999999}}",
        '  b: {override: replace, tcp: {port: "80"}}',
        "  c: {override: replace, tcp: {port: http}}",
      ].join("\n"),
    );
    assert.deepEqual(
      faults.map(({ path, hint, suggestion = "" }) => `${path}: ${hint} ${suggestion}`.trim()),
      [
        "checks.a.tcp.port: a whole number below 2^63 is needed",
        "checks.b.tcp.port: without quotes 80",
        "checks.c.tcp.port: a whole number is needed",
      ],
    );
  });

  it("say what was probably meant", () => {
    const { faults } = layerErrorOf(text);
    assert.deepEqual(
      faults.flatMap(({ path, hint }) => (hint === undefined ? [] : [`${path}: ${hint}`])),
      [
        'services.web.comand: did you mean "command"?',
        "services.web.kill-delay: a duration is needed, such as 500ms, 10s or 1m30s",
        "services.web.on-success: one of restart, shutdown, failure-shutdown, ignore",
        "services.db.after: a list is needed",
        'servces: did you mean "services"?',
      ],
    );
  });

  it("are led by the one that the reference would report, and the others follow", () => {
    const { message } = layerErrorOf(text, "001-base.yaml");
    assert.equal(
      message,
      `cannot parse layer "base" section "services": invalid duration "soon"
  also 001-base.yaml:5:12: checks.up.level: plan check "up" level must be "alive" or "ready"
  also 001-base.yaml:9:5: services.web.comand: field comand not found in type plan.Service (did you mean "command"?)
  also 001-base.yaml:11:17: services.web.on-success: plan service "web" on-success action "explode" invalid (one of restart, shutdown, failure-shutdown, ignore)
  also 001-base.yaml:13:12: services.db.after: cannot unmarshal !!str \`web\` into []string (a list is needed)
  also 001-base.yaml:14:1: servces: unknown section "servces" (did you mean "services"?)`,
    );
  });

  it("of types and unknown fields are told together, as the reference does", () => {
    const { message, faults } = layerErrorOf(serviceLayer("foo: x\nbar: y\nafter: z"));
    assert.equal(
      message,
      `cannot parse layer "base" section "services": yaml: unmarshal errors:
  line 5: field foo not found in type plan.Service
  line 6: field bar not found in type plan.Service
  line 7: cannot unmarshal !!str \`z\` into []string`,
    );
    assert.equal(faults.length, 3);
  });

  it("put sections before entries, services before checks, and pairing last", () => {
    const parts = [
      "pairing: {mode: both}",
      "log-targets: {a: {type: x}}",
      "checks: {a: {level: x}}",
      "services: {a: {on-failure: x}}",
      "summary: [x]",
    ];
    const leads = parts.map(
      (_, i) => layerErrorOf(parts.slice(0, parts.length - i).join("\n")).message.split("\n")[0],
    );
    assert.deepEqual(leads, [
      'cannot parse layer "base" section "summary": yaml: unmarshal errors:',
      'plan service "a" on-failure action "x" invalid',
      'plan check "a" level must be "alive" or "ready"',
      'log target "a" has unsupported type "x", must be "loki", "opentelemetry" or "syslog"',
      'invalid pairing mode "both": should be "disabled", "single" or "multiple"',
    ]);
  });
});
