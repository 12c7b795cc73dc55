import assert from "node:assert/strict";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { makeTempDir, runCharm, type TempDir } from "../charm-process.ts";
import { makeRecordingTools } from "../recording-tools.ts";
import { runTool } from "./run-tool.ts";
import { unzip } from "./unzip.ts";

const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

const charmcraft = `
name: pause
type: charm
title: Pause
summary: Does nothing
platforms: {ubuntu@24.04:amd64: null, ubuntu@24.04:arm64: null}
containers: {pause: {resource: image}}
resources: {image: {type: oci-image}}
config: {options: {level: {type: string, default: info, description: How much is said}}}
actions: {ping: {description: Answers}}
links: {documentation: https://example.com, contact: me@example.com}
`;

const charm = `
import { ActiveStatus, Charm, type Framework, main } from "@cobble/charm";
class PauseCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.install, this.onInstall);
  }
  async onInstall(): Promise<void> {
    await this.unit.setStatus(new ActiveStatus(\`level \${this.config["level"]}\`));
  }
}
await main(PauseCharm);
`;

/** A project of a charm, in a folder of its own. */
const makeProject = async (): Promise<TempDir> => {
  const project = await makeTempDir({ "charmcraft.yaml": charmcraft, LICENSE: "free\n" });
  await mkdir(join(project.path, "src"));
  await writeFile(join(project.path, "src/charm.ts"), charm);
  await writeFile(join(project.path, "package.json"), '{"type": "module", "files": ["layers"]}');
  await mkdir(join(project.path, "layers"));
  await writeFile(join(project.path, "layers/001-base.yaml"), "summary: base\n");
  await symlink(modules, join(project.path, "node_modules"));
  return project;
};

/** Programs are started: the compiler, the bundler. */
const slow = { timeout: 60_000 };

describe("cobble-charm pack", () => {
  it(
    "a charm for Node has its code, its description as Juju reads it, and what it carries; and it dispatches",
    slow,
    async () => {
      await using project = await makeProject();
      const result = await runTool("pack", "--runtime=node", project.path);
      assert.equal(result.complained, "");
      const archive = join(project.path, "pause_ubuntu-24.04-amd64-node.charm");
      assert.match(result.said, /^packed .*pause_ubuntu-24\.04-amd64-node\.charm: \d+ files, \d+ KiB$/);
      const out = join(project.path, "out");
      await unzip(archive, out);
      const names = (await readdir(out)).sort();
      assert.deepEqual(names, [
        "LICENSE",
        "actions.yaml",
        "config.yaml",
        "dispatch",
        "layers",
        "manifest.yaml",
        "metadata.yaml",
        "src",
      ]);
      const read = (name: string): Promise<string> => readFile(join(out, name), "utf8");
      assert.match(
        await read("metadata.yaml"),
        /^name: pause\nsummary: Does nothing\n.*display-name: Pause\n.*maintainers:\n {2}- me@example.com\n$/s,
      );
      assert.match(await read("manifest.yaml"), /channel: "24\.04"\n {4}architectures:\n {6}- amd64\n$/);
      assert.match(await read("dispatch"), /\nexec node \.\/src\/charm\.mjs\n$/);
      await using tools = await makeRecordingTools();
      await tools.answer("config-get", '{"level": "debug"}');
      const exit = await runCharm({
        charm: [join(out, "dispatch")],
        charmDir: out,
        tools,
        hook: "hooks/install",
      });
      assert.deepEqual([exit.code, exit.stderr], [0, ""]);
      assert.deepEqual((await tools.runs()).at(-1), [
        "status-set",
        "--application=False",
        "active",
        "--",
        "level debug",
      ]);
    },
  );

  it("the same charm makes the same archive", slow, async () => {
    await using project = await makeProject();
    const packed = async (): Promise<Buffer> => {
      await runTool("pack", "--runtime=bun", project.path);
      return readFile(join(project.path, "pause_ubuntu-24.04-amd64-bun.charm"));
    };
    assert.deepEqual(await packed(), await packed());
  });

  it("code that does not bundle is told, and leaves no archive", slow, async () => {
    await using project = await makeProject();
    await writeFile(join(project.path, "src/charm.ts"), 'import "./absent.ts";');
    const result = await runTool("pack", "--runtime=node", project.path);
    assert.equal(result.exitCode, 1);
    assert.match(result.complained, /^cannot bundle the charm:\n.*absent\.ts/s);
    assert.deepEqual(
      (await readdir(project.path)).filter((name) => name.endsWith(".charm")),
      [],
    );
  });

  it("a charm for other machines is refused", async () => {
    await using project = await makeProject();
    await writeFile(
      join(project.path, "charmcraft.yaml"),
      "name: pause\nbase: ubuntu@24.04\nplatforms: {riscv64: null}\n",
    );
    const result = await runTool("pack", "--runtime=node", project.path);
    assert.deepEqual(
      [result.exitCode, result.complained],
      [1, "cannot pack for amd64: the charm's platforms are riscv64"],
    );
  });
});

describe("cobble-charm types and check", () => {
  it("declarations are written, are current then, and are old after a change", async () => {
    await using project = await makeProject();
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
    await using project = await makeProject();
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
