import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { layerFromRockcraft, TestingError } from "@cobble/testing";

/** Makes a layer of a file with that text. */
const layerOf = (text: string) => {
  const folder = mkdtempSync(join(tmpdir(), "cobble-rock-"));
  try {
    writeFileSync(join(folder, "rockcraft.yaml"), text);
    return layerFromRockcraft(join(folder, "rockcraft.yaml"));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const rock = `
name: web
summary: A web server
description: Serves pages.
base: ubuntu@24.04
services:
  web:
    override: replace
    command: /bin/web [ --quiet ]
    startup: enabled
checks:
  up: {override: replace, tcp: {port: 80}}
parts: {}
`;

describe("the layer of a rock", () => {
  it("has its services and checks, and says where it comes from", () => {
    const layer = layerOf(rock);
    assert.equal(layer.services.get("web")?.command, "/bin/web [ --quiet ]");
    assert.deepEqual([...layer.checks.keys()], ["up"]);
    assert.match(layer.toYaml(), /A web server/);
    assert.match(layer.toYaml(), /Serves pages\. \(built from the rockcraft\.yaml at /);
  });

  it("is empty when the rock runs nothing", () => {
    assert.deepEqual([...layerOf("summary: a base\n").services.keys()], []);
  });

  it("is refused with what is wrong, and where", () => {
    assert.throws(() => layerFromRockcraft("/nonexistent/rockcraft.yaml"), {
      message: "cannot make a layer of /nonexistent/rockcraft.yaml: there is no such file",
    });
    assert.throws(
      () => layerOf("- a\n"),
      (error) => error instanceof TestingError && /line 1: cannot use a list here/.test(error.message),
    );
    assert.throws(() => layerOf("services: {web: {comand: x}}\n"), /comand/);
  });
});
