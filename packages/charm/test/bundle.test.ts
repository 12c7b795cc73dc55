import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeTempDir, runCharm } from "./charm-process.ts";
import { makeRecordingTools } from "./recording-tools.ts";

const bun = fileURLToPath(new URL("../../../node_modules/.bin/bun", import.meta.url));
const fixture = fileURLToPath(new URL("fixtures/talks.ts", import.meta.url));

const charmcraft = `name: snappass
containers: {my-redis: {resource: image}}
resources: {image: {type: oci-image}}
config: {options: {port: {type: int, default: 5000}}}
actions: {purge: {}}
`;

/** What a bundle is made of, and run by. */
interface Bundle {
  readonly options: readonly string[];
  /** Runs the bundle's file; absent when the bundle is executable. */
  readonly runtime?: string;
}

/** Bundles the charm that uses every hook tool, and runs one hook of it. */
const runBundle = async ({ options, runtime }: Bundle): Promise<readonly string[]> => {
  await using tools = await makeRecordingTools();
  await tools.answer("config-get", '{"port": 80}');
  await using dir = await makeTempDir({ "charmcraft.yaml": charmcraft });
  const file = join(dir.path, "charm.mjs");
  await promisify(execFile)(bun, ["build", ...options, "--conditions=bun", fixture, "--outfile", file]);
  const charm = runtime === undefined ? ([file] as const) : ([runtime, file] as const);
  const exit = await runCharm({ charm, hook: "hooks/config-changed", charmDir: dir.path, tools });
  assert.deepEqual(exit, { code: 0, stdout: "", stderr: "" });
  return (await tools.runs()).map(([tool = ""]) => tool);
};

const nodeOptions = ["--target=node", "--format=esm"];
const expected = ["config-get", "status-set", "application-version-set"];

describe("a bundled charm", () => {
  it("one file for Node runs a hook", async () => {
    assert.deepEqual(await runBundle({ options: nodeOptions, runtime: "node" }), expected);
  });

  it("one for Node that waits for what nobody can settle fails, and says where it is", async () => {
    await using tools = await makeRecordingTools();
    await using dir = await makeTempDir({ "charmcraft.yaml": "name: web\n" });
    const file = join(dir.path, "charm.mjs");
    const source = fileURLToPath(new URL("fixtures/ends.ts", import.meta.url));
    await promisify(execFile)(bun, ["build", ...nodeOptions, "--conditions=bun", source, "--outfile", file]);
    const run = { charm: ["node", file] as const, hook: "hooks/start", charmDir: dir.path, tools };
    assert.equal((await runCharm(run)).code, 1);
    const said = (await tools.runs()).flat().join("\n");
    assert.match(said, /StuckError: cannot go on: start: charm\.onStart waits for a promise/);
  });

  it("one compiled executable runs a hook without anything beside it", async () => {
    const options = ["--compile", "--minify", "--bytecode", "--format=esm", "--splitting"];
    assert.deepEqual(await runBundle({ options }), expected);
  });

  it("one that stores something does so on Node, and where Node has no SQLite says what to do", async () => {
    await using tools = await makeRecordingTools();
    await using dir = await makeTempDir({ "charmcraft.yaml": "name: web\nactions: {purge: {}}\n" });
    const file = join(dir.path, "charm.mjs");
    const source = fileURLToPath(new URL("fixtures/remembers.ts", import.meta.url));
    await promisify(execFile)(bun, ["build", ...nodeOptions, "--conditions=bun", source, "--outfile", file]);
    const { stdout } = await promisify(execFile)("node", [
      "-p",
      "!!process.getBuiltinModule?.('node:sqlite')",
    ]);
    const run = { charm: ["node", file] as const, hook: "hooks/config-changed", charmDir: dir.path, tools };
    const { code } = await runCharm(run);
    if (stdout.trim() === "true") return assert.equal(code, 0);
    assert.equal(code, 1);
    const said = (await tools.runs()).flat().join("\n");
    assert.match(said, /this runtime has no SQLite; use Node 22.13 or newer, Bun, or Juju's own state/);
  });
});
