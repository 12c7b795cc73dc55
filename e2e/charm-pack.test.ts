import { describe, expect, test } from "bun:test";
import { readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makePauseProject, modules } from "../packages/charm/test/author/pause-project.ts";
import { makeTempDir, runCharm } from "../packages/charm/test/charm-process.ts";
import { makeRecordingTools } from "../packages/charm/test/recording-tools.ts";
import { root, run } from "./support.ts";
import { unzip } from "./unzip.ts";

/** The tool as authors have it: what the build leaves, run by Node. */
const tool = join(root, "packages/charm/bin/cobble-charm.js");

/** The oldest charmcraft that was tried; the whole check installs it. */
const charmcraft = process.env["COBBLE_CHARMCRAFT"] ?? Bun.which("charmcraft");
if (charmcraft === null) console.log("skipped: charmcraft analyse: get it by pip install charmcraft==4.5.0");

/** Runs the tool in a charm's folder. */
const runTool = (cwd: string, ...words: readonly string[]) => run(["node", tool, ...words], { cwd });

/** The name that the archive has here. */
const archive = (runtime: string): string =>
  `pause_ubuntu-24.04-${process.arch === "x64" ? "amd64" : process.arch}${runtime === "executable" ? "" : `-${runtime}`}.charm`;

describe("cobble-charm pack", () => {
  for (const runtime of ["node", "executable"]) {
    test(`makes a charm that dispatches, as ${runtime}`, async () => {
      await using project = await makePauseProject();
      const result = await runTool(project.path, "pack", `--runtime=${runtime}`);
      expect(result).toMatchObject({ exitCode: 0, stderr: "" });
      console.log(result.stdout);
      const out = join(project.path, "out");
      await unzip(join(project.path, archive(runtime)), out);
      const code = runtime === "node" ? ["src"] : [];
      expect((await readdir(out)).sort()).toEqual([
        "LICENSE",
        "actions.yaml",
        "config.yaml",
        "dispatch",
        "layers",
        "manifest.yaml",
        "metadata.yaml",
        ...code,
      ]);
      await using tools = await makeRecordingTools();
      await tools.answer("config-get", '{"level": "debug"}');
      const exit = await runCharm({
        charm: [join(out, "dispatch")],
        charmDir: out,
        tools,
        hook: "hooks/install",
      });
      expect([exit.code, exit.stderr]).toEqual([0, ""]);
      expect((await tools.runs()).at(-1)).toEqual([
        "status-set",
        "--application=False",
        "active",
        "--",
        "level debug",
      ]);
    });

    test.skipIf(charmcraft === null)(
      `makes what charmcraft analyse finds no error in, as ${runtime}`,
      async () => {
        await using project = await makePauseProject();
        // Beside a charmcraft.yaml it would look at the project instead.
        await using elsewhere = await makeTempDir();
        await runTool(project.path, "pack", `--runtime=${runtime}`, `--output=${elsewhere.path}`);
        const path = join(elsewhere.path, archive(runtime));
        const env = { XDG_RUNTIME_DIR: elsewhere.path };
        const result = await run([charmcraft ?? "", "analyse", path], { cwd: elsewhere.path, env });
        expect(result.exitCode).toBe(0);
        const said = result.stdout + result.stderr;
        expect(said).toContain("metadata: [OK]");
        expect(said).not.toContain("[ERROR]");
      },
    );
  }

  test("leaves names and lines in an executable, so that its errors can be found", async () => {
    await using project = await makePauseProject();
    await runTool(project.path, "pack");
    const out = join(project.path, "out");
    await unzip(join(project.path, archive("executable")), out);
    await using tools = await makeRecordingTools();
    await tools.fail("status-set", "no permission");
    await runCharm({ charm: [join(out, "dispatch")], charmDir: out, tools, hook: "hooks/install" });
    const said = (await tools.runs()).find((run) => run.includes("ERROR"))?.at(-1);
    expect(said).toContain("HookToolError: cannot run status-set");
    expect(said).toMatch(/\(src\/charm\.ts:9:\d+\)/);
  });

  test("writes the description as Juju reads it", async () => {
    await using project = await makePauseProject();
    await runTool(project.path, "pack", "--runtime=node");
    const out = join(project.path, "out");
    await unzip(join(project.path, archive("node")), out);
    const read = (name: string): Promise<string> => readFile(join(out, name), "utf8");
    expect(await read("metadata.yaml")).toMatch(
      /^name: pause\nsummary: Does nothing\n.*display-name: Pause\n.*maintainers:\n {2}- me@example.com\n$/s,
    );
    expect(await read("manifest.yaml")).toMatch(/channel: "24\.04"\n {4}architectures:\n {6}- \w+\n$/);
    expect(await read("dispatch")).toMatch(/\nexec node \.\/src\/charm\.mjs\n$/);
  });

  test("makes a charm for Node that knows its description, and reads one that was changed since", async () => {
    await using project = await makePauseProject();
    await runTool(project.path, "pack", "--runtime=node");
    const out = join(project.path, "out");
    await unzip(join(project.path, archive("node")), out);
    await using tools = await makeRecordingTools();
    await tools.answer("config-get", '{"level": "debug"}');
    const run = { charm: [join(out, "dispatch")] as const, charmDir: out, tools, hook: "hooks/install" };
    // The reader of YAML is not loaded, so it is not missed.
    for (const file of new Bun.Glob("src/meta-faults-*.mjs").scanSync(out)) await rm(join(out, file));
    expect((await runCharm(run)).code).toBe(0);
    const metadata = await readFile(join(out, "metadata.yaml"), "utf8");
    await writeFile(join(out, "metadata.yaml"), `${metadata}\ntags: [changed]\n`);
    expect((await runCharm(run)).code).toBe(1);
    await unzip(join(project.path, archive("node")), out);
    await writeFile(join(out, "metadata.yaml"), `${metadata}\ntags: [changed]\n`);
    expect((await runCharm(run)).code).toBe(0);
  });

  test("makes the folder that the archive is to be in", async () => {
    await using project = await makePauseProject();
    const result = await runTool(project.path, "pack", "--runtime=bun", "--output=made/here");
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await readdir(join(project.path, "made/here"))).toEqual([archive("bun")]);
  });

  test("makes the same archive of the same charm", async () => {
    await using project = await makePauseProject();
    const env = { SOURCE_DATE_EPOCH: "1767312000" };
    const pack = async (): Promise<Buffer> => {
      await run(["node", tool, "pack", "--runtime=bun"], { cwd: project.path, env });
      return readFile(join(project.path, archive("bun")));
    };
    expect(await pack()).toEqual(await pack());
  });

  test("tells of code that does not bundle, and leaves no archive", async () => {
    await using project = await makePauseProject();
    await writeFile(join(project.path, "src/charm.ts"), 'import "./absent.ts";');
    const result = await runTool(project.path, "pack", "--runtime=node");
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/^cannot bundle the charm:\n.*absent\.ts/s);
    expect((await readdir(project.path)).filter((name) => name.endsWith(".charm"))).toEqual([]);
  });

  test("refuses a charm for other machines", async () => {
    await using project = await makePauseProject();
    const text = "name: pause\nbase: ubuntu@24.04\nplatforms: {riscv64: null}\n";
    await writeFile(join(project.path, "charmcraft.yaml"), text);
    const result = await runTool(project.path, "pack", "--runtime=node");
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/^cannot pack for \w+: the charm's platforms are riscv64\n$/);
  });
});

describe("cobble-charm init", () => {
  test("makes a charm that can be packed", async () => {
    await using folder = await makeTempDir();
    expect((await runTool(folder.path, "init", "--name=web")).exitCode).toBe(0);
    await symlink(modules, join(folder.path, "node_modules"));
    expect(await runTool(folder.path, "pack", "--runtime=node")).toMatchObject({
      exitCode: 0,
      stderr: "",
    });
  });
});
