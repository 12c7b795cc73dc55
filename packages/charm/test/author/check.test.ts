import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { charmcraft, makePauseProject, modules } from "./pause-project.ts";
import { runTool } from "./run-tool.ts";

/** The compiler is started. */
const slow = { timeout: 60_000 };

describe("cobble-charm types and check", () => {
  it("declarations are written, are current then, and are old after a change", async () => {
    await using project = await makePauseProject();
    assert.match(
      (await runTool("types", project.path)).said,
      /^wrote src\/charmcraft\.d\.ts from charmcraft\.yaml$/,
    );
    assert.equal((await runTool("types", "--check", project.path)).exitCode, 0);
    assert.match(
      (await runTool("check", project.path)).said,
      /^pause: no fault in charmcraft\.yaml, .*src\/charmcraft\.d\.ts$/m,
    );
    await writeFile(
      join(project.path, "charmcraft.yaml"),
      `${charmcraft}peers: {cluster: {interface: cluster}}\n`,
    );
    assert.equal((await runTool("types", "--check", project.path)).exitCode, 1);
    const check = await runTool("check", project.path);
    assert.deepEqual(
      [check.exitCode, check.complained],
      [1, "src/charmcraft.d.ts: is old: run cobble-charm types"],
    );
  });

  it("faults of the description have their place, and types their file", slow, async () => {
    await using project = await makePauseProject();
    await writeFile(
      join(project.path, "tsconfig.json"),
      '{"compilerOptions": {"strict": true, "noEmit": true, "types": []}, "files": ["src/bad.ts"]}',
    );
    await writeFile(join(project.path, "src/bad.ts"), "export const port: number = 'x';\n");
    assert.match((await runTool("check", project.path)).complained, /^src\/bad\.ts\(1,14\): error TS2322/);
    await writeFile(join(project.path, "charmcraft.yaml"), "name: Bad Name\n");
    assert.match(
      (await runTool("types", project.path)).complained,
      /charmcraft\.yaml:1:7: .*cannot name a charm "Bad Name"/,
    );
  });

  it("a description that cannot be read is told of with its path", async () => {
    await using project = await makePauseProject();
    const path = join(project.path, "charmcraft.yaml");
    await rm(path);
    await mkdir(path);
    const { exitCode, complained } = await runTool("types", project.path);
    assert.equal(exitCode, 1);
    assert.ok(complained.startsWith(`cannot read ${path}: EISDIR: `), complained);
  });

  it("words that it does not know are a wrong call", async () => {
    for (const words of [
      ["pakc"],
      ["pack", "--nope"],
      ["pack", "a", "b"],
      ["pack", "--runtime=go", dirname(modules)],
    ]) {
      assert.equal((await runTool(...words)).exitCode, 2, words.join(" "));
    }
    assert.match((await runTool("--help")).said, /^Usage: cobble-charm COMMAND/);
    assert.match((await runTool("pack", "--help")).said, /--runtime=RUNTIME/);
  });
});
