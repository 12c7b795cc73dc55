import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { packedYamlText } from "../../src/author/packed-metadata.ts";
import { packedYaml } from "../../src/meta.ts";
import { charmDirReader, yamlReader } from "../../src/os/charm-dir.ts";
import { makeTempDir } from "../charm-process.ts";

const bringsReader = typeof Bun !== "undefined";

describe("yamlReader", () => {
  it("reads a text of a packed charm, and on Node no other", async () => {
    await using dir = await makeTempDir();
    await mkdir(dirname(join(dir.path, packedYaml)));
    await writeFile(join(dir.path, packedYaml), packedYamlText(["name: web\n", "options: {}\n"]));
    const readYaml = yamlReader(dir.path);
    assert.deepEqual(readYaml?.("name: web\n"), { name: "web" });
    assert.deepEqual(readYaml?.("options: {}\n"), { options: {} });
    const readChanged = (): unknown => readYaml?.("name: shop\n");
    if (bringsReader) assert.deepEqual(readChanged(), { name: "shop" });
    else assert.throws(readChanged, /changed since it was packed/);
  });

  it("is there on Bun alone, for a charm that is not packed", async () => {
    await using dir = await makeTempDir();
    assert.equal(yamlReader(dir.path) !== undefined, bringsReader);
  });
});

describe("charmDirReader", () => {
  it("gives a file's text, and nothing for a file that is not there", async () => {
    await using dir = await makeTempDir({ "metadata.yaml": "name: web\n" });
    const readFile = charmDirReader(dir.path);
    assert.equal(await readFile("metadata.yaml"), "name: web\n");
    assert.equal(await readFile("config.yaml"), undefined);
  });

  it("rejects for a file that cannot be read", async () => {
    await using dir = await makeTempDir();
    await mkdir(join(dir.path, "metadata.yaml"));
    await assert.rejects(charmDirReader(dir.path)("metadata.yaml"), { code: "EISDIR" });
  });
});
