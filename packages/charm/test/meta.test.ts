import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadMeta, type MetaFile } from "../src/meta.ts";

/** Reads from these texts instead of a folder. */
const load = (files: Partial<Record<MetaFile, string>>): ReturnType<typeof loadMeta> =>
  loadMeta({ readFile: (file) => Promise.resolve(files[file]) }, "/srv/charm");

describe("loadMeta", () => {
  it("charmcraft.yaml alone describes the whole charm", async () => {
    const meta = await load({ "charmcraft.yaml": "name: a\nactions: {go: {}}\n" });
    assert.deepEqual([meta.name, [...meta.actions.keys()]], ["a", ["go"]]);
  });

  it("a packed charm is described by metadata.yaml, config.yaml and actions.yaml", async () => {
    const meta = await load({
      "metadata.yaml": "name: a\n",
      "config.yaml": "options: {x: {type: int}}\n",
      "actions.yaml": "go: {}\n",
    });
    assert.deepEqual([meta.name, [...meta.config.keys()], [...meta.actions.keys()]], ["a", ["x"], ["go"]]);
  });

  it("a charmcraft.yaml that only tells how to pack leaves the description to metadata.yaml", async () => {
    const meta = await load({
      "charmcraft.yaml": "type: charm\nparts: {charm: {plugin: dump}}\n",
      "metadata.yaml": "name: b\n",
    });
    assert.equal(meta.name, "b");
  });

  it("a folder without either is an error that names the folder", async () => {
    await assert.rejects(load({}), {
      name: "ContextError",
      message: /there is no charmcraft\.yaml or metadata\.yaml in \/srv\/charm$/,
    });
  });

  it("a charmcraft.yaml without a name, and nothing beside it, is told of as that", async () => {
    for (const text of ["", "type: charm\n", "[1, 2]"]) {
      await assert.rejects(load({ "charmcraft.yaml": text }), {
        name: "ContextError",
        message: /: charmcraft\.yaml has no name, and there is no metadata\.yaml in \/srv\/charm$/,
      });
    }
  });

  it("the mark that some editors begin a file with is no part of it", async () => {
    const meta = await load({ "charmcraft.yaml": "\uFEFFname: a\nactions: {go: {}}\n" });
    assert.deepEqual([meta.name, [...meta.actions.keys()]], ["a", ["go"]]);
  });

  it("the runtime's own reader is enough for a description that is right", async () => {
    const readYaml = (text: string): unknown => ({ name: text.replace(/^name: /, "") });
    const meta = await loadMeta({ readFile: () => Promise.resolve("name: quick"), readYaml }, "/srv/charm");
    assert.equal(meta.name, "quick");
  });

  it("what the runtime's own reader refuses, or finds wrong, is read again for its faults", async () => {
    const readFile = (file: MetaFile): Promise<string | undefined> =>
      Promise.resolve(file === "charmcraft.yaml" ? "name: a\ntype: bundle\n" : undefined);
    const refuse = (): unknown => {
      throw new SyntaxError("no");
    };
    for (const readYaml of [refuse, () => ({ name: "a", type: "bundle" })]) {
      await assert.rejects(
        loadMeta({ readFile, readYaml }, "/srv/charm"),
        /^CharmcraftError: charmcraft\.yaml:2:7: type/,
      );
    }
  });
});
