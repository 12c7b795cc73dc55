import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { combineLayers, LayerError, PlanError, parseLayer, printLayer, validateLayers } from "@cobble/plan";
import fc from "fast-check";
import { layers } from "../layers.ts";
import { found, layerTexts } from "./findings.ts";

describe("validateLayers", () => {
  it("finds nothing in good layers, and counts each entry once", () => {
    const { findings, counts } = validateLayers(
      layerTexts([
        "services: {a: {override: replace, command: c}}\nchecks: {k: {override: replace, tcp: {port: 1}}}",
        "services: {a: {override: merge, user: u}, b: {override: replace, command: c}}",
      ]),
    );
    assert.deepEqual(findings, []);
    assert.deepEqual(counts, { layers: 2, services: 2, checks: 1, logTargets: 0 });
  });

  it("finds faults of the text and of the plan together, in the order of files and lines", () => {
    const first = `services:
  web:
    override: replace
    command: w
    requires: [db]
    kill-delay: soon
  worker: {override: replace}
`;
    const second = `checks:
  up: {override: replace, level: high, http: {}}
services:
  worker: {override: replase, command: c}
`;
    assert.deepEqual(found(first, second), [
      '001.yaml:5:16 error services.web.requires: service "db" does not exist',
      '001.yaml:6:17 error services.web.kill-delay: invalid duration "soon"',
      '002.yaml:2:34 error checks.up.level: plan check "up" level must be "alive" or "ready"',
      '002.yaml:4:22 error services.worker.override: layer "l2" has invalid "override" value for service "worker"',
    ]);
  });

  it("tells what is missing only where nothing of the entry is wrong, which may be why", () => {
    assert.deepEqual(found("services: {a: {overide: replace, comand: c}}"), [
      "001.yaml:1:16 error services.a.overide: field overide not found in type plan.Service",
      "001.yaml:1:34 error services.a.comand: field comand not found in type plan.Service",
    ]);
    assert.deepEqual(found("services: {a: , b: {override: replace, command: c, requires: [a]}}"), [
      '001.yaml:1:12 error services.a: service object cannot be null for service "a"',
    ]);
  });

  it("tells nothing of the plan while a layer or section cannot be read as a whole", () => {
    const needy = "services: {a: {override: replace, command: c, requires: [b]}}";
    for (const broken of ["services: [", "servces: {b: {override: replace, command: c}}", "services: []"]) {
      const told = found(needy, broken);
      assert.equal(told.length, 1, told.join("\n"));
      assert.match(told[0] ?? "", /^002.yaml/);
    }
  });

  it("tells nothing of the plan when a file could not be read, and takes its place among the others", () => {
    const texts = layerTexts(["services: {a: {override: replace, command: c, requires: [b], x: y}}"]);
    const fault = { message: "cannot read", path: "", file: "000.yaml", line: 0, column: 0 };
    const { findings } = validateLayers(texts, {
      files: ["000.yaml", "001.yaml", "002.yml"],
      faults: [fault],
      doubts: [{ ...fault, file: "002.yml" }],
      isPart: true,
    });
    assert.deepEqual(
      findings.map(({ file, severity }) => `${file} ${severity}`),
      ["000.yaml error", "001.yaml error", "002.yml warning"],
    );
  });

  it("warns of a second document, unless nothing is in it", () => {
    const layer = "services: {}\n";
    assert.deepEqual(found(`${layer}---\nx: y\n`), [
      "001.yaml:2:1 warning : only the first document of a layer is read: this one is passed over",
    ]);
    assert.deepEqual(found(`# c\n---\n${layer}...\n# end\n---\n`), []);
  });

  it("warns of pairing as a single word, which is passed over", () => {
    const { findings } = validateLayers(layerTexts(["pairing: single"]));
    assert.deepEqual(
      findings.map(({ severity, line, column, path, suggestion }) => [
        severity,
        line,
        column,
        path,
        suggestion,
      ]),
      [["warning", 1, 10, "pairing", "{ mode: single }"]],
    );
    assert.deepEqual(found("pairing: ~"), []);
    assert.deepEqual(found("pairing: {mode: single}"), []);
  });

  it("asks for accounts only when it is told how: of services they are doubts", () => {
    const text =
      "services: {a: {override: replace, command: c, user: nosuch}, b: {override: replace, command: c, group: g}}";
    const accountMessage = (): string => "user: unknown user nosuch";
    const { findings } = validateLayers(layerTexts([text]), {
      files: [],
      faults: [],
      doubts: [],
      isPart: false,
      accountMessage,
    });
    assert.deepEqual(
      findings.map(({ severity, message }) => `${severity} ${message}`),
      ['warning service "a" cannot start on this machine: user: unknown user nosuch'],
    );
    assert.deepEqual(found(text), []);
  });

  it("warns of a merge over nothing, where a lower layer has nearly that name", () => {
    const base = "services: {server: {override: replace, command: c}}";
    assert.deepEqual(found(base, "services: {sever: {override: merge, command: d}}"), [
      '002.yaml:1:12 warning services.sever: no lower layer has "sever" in its services, which it would be merged over',
    ]);
    assert.deepEqual(found(base, "services: {other: {override: merge, command: d}}"), []);
  });

  it("finds an error just where the supervisor would refuse the layers", () => {
    const mistakes = [
      "comand: x",
      "override: x",
      "requires: [zz]",
      "kill-delay: 1",
      "after: b",
      "",
      "user: u",
    ];
    fc.assert(
      fc.property(
        fc.array(layers, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...mistakes),
        (stack, mistake) => {
          const extra = `services:\n  extra:\n    override: replace\n    command: c\n    ${mistake}\n`;
          const texts = layerTexts([
            ...stack.map(printLayer),
            mistake.startsWith("override") ? extra.replace("override: replace\n    ", "") : extra,
          ]);
          const { findings } = validateLayers(texts);
          const hasError = findings.some(({ severity }) => severity === "error");
          assert.equal(hasError, isRefused(texts), JSON.stringify(findings));
        },
      ),
    );
  });
});

const isRefused = (texts: ReturnType<typeof layerTexts>): boolean => {
  try {
    combineLayers(texts.map(({ text, ...options }) => parseLayer(text, options)));
    return false;
  } catch (error) {
    if (error instanceof LayerError || error instanceof PlanError) return true;
    throw error;
  }
};
