import assert from "node:assert/strict";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { runProgram, templateFolder } from "../../src/os/author-process.ts";
import { makeTempDir } from "../charm-process.ts";
import { modules } from "./pause-project.ts";
import { runTool, runToolWith } from "./run-tool.ts";

const rootPackage = fileURLToPath(new URL("../../../../package.json", import.meta.url));

const readJson = async (path: string): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> =>
  JSON.parse(await readFile(path, "utf8"));

describe("cobble-charm init", () => {
  it("makes a charm of another name that passes its tests and has its types", {
    timeout: 60_000,
  }, async () => {
    await using folder = await makeTempDir();
    const { path } = folder;
    assert.match((await runTool("init", "--name=snap-pass2", path)).said, /^made snap-pass2 in /);
    await symlink(modules, join(path, "node_modules"));
    assert.match(
      await readFile(join(path, "src/charm.ts"), "utf8"),
      /class SnapPass2 extends Charm<SnapPass2Types>/,
    );
    assert.match(
      await readFile(join(path, "charmcraft.yaml"), "utf8"),
      /^name: snap-pass2\n.*title: Snap pass2\n/s,
    );
    assert.equal(await readFile(join(path, ".gitignore"), "utf8"), "node_modules/\n*.charm\n");
    assert.deepEqual(await runTool("types", "--check", path), { exitCode: 0, said: "", complained: "" });
    const tests = await runProgram([join(modules, ".bin/bun"), "test"], { cwd: path });
    assert.match(tests?.output ?? "", /^ 4 pass$/m);
  });

  it("takes packages from their registry when the tool was installed from there, and says nothing of links", async () => {
    await using folder = await makeTempDir();
    const { said } = await runToolWith({ checkout: undefined }, ["init", "--name=web", folder.path]);
    assert.doesNotMatch(said, /linked/);
    const made = await readJson(join(folder.path, "package.json"));
    assert.deepEqual(made["dependencies"], { "@cobble/charm": "0.1.0" });
  });

  it("makes a charm whose class hides nothing that its file imports", async () => {
    await using folder = await makeTempDir();
    for (const [name, type] of [
      ["charm", "CharmCharm"],
      ["active-status", "ActiveStatusCharm"],
      ["charms", "Charms"],
    ] as const) {
      const path = join(folder.path, name);
      await runTool("init", `--name=${name}`, path);
      const text = await readFile(join(path, "src/charm.ts"), "utf8");
      assert.match(text, new RegExp(`class ${type} extends Charm<${type}Types>`));
      assert.equal((await runTool("types", "--check", path)).exitCode, 0);
    }
  });

  it("says what the system does not let it do", async () => {
    await using folder = await makeTempDir({ file: "" });
    const { exitCode, complained } = await runTool("init", "--name=web", join(folder.path, "file/web"));
    assert.equal(exitCode, 1);
    assert.match(complained, /^cannot write .*: ENOTDIR: not a directory/);
  });

  it("leaves what is there alone", async () => {
    await using folder = await makeTempDir({ "package.json": "{}" });
    const { exitCode, complained } = await runTool("init", "--name=web", folder.path);
    assert.equal(exitCode, 1);
    assert.match(complained, /package\.json is there already; nothing was written$/);
    assert.equal(await readFile(join(folder.path, "package.json"), "utf8"), "{}");
  });

  it("refuses a name that no charm can have", async () => {
    await using folder = await makeTempDir();
    await writeFile(join(folder.path, "unrelated"), "");
    const { exitCode, complained } = await runTool("init", "--name=My Charm", folder.path);
    assert.deepEqual([exitCode, complained.slice(0, 31)], [2, 'cannot name a charm "My Charm":']);
  });

  it("pins what this project pins", async () => {
    const ours = (await readJson(rootPackage))["devDependencies"];
    const { "@cobble/testing": _own, ...theirs } =
      (await readJson(join(templateFolder, "package.json")))["devDependencies"] ?? {};
    for (const [name, version] of Object.entries(theirs)) assert.equal(version, ours?.[name], name);
  });
});
