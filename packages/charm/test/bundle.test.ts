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

/** Bundles the charm that uses every hook tool, and runs one hook of it by the command that is given. */
const runBundle = async (options: readonly string[], runtime?: string): Promise<readonly string[]> => {
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

const expected = ["config-get", "status-set", "application-version-set"];

describe("a bundled charm", () => {
  it("one file for Node runs a hook", async () => {
    assert.deepEqual(await runBundle(["--target=node", "--format=esm"], "node"), expected);
  });

  it("one compiled executable runs a hook without anything beside it", async () => {
    const options = ["--compile", "--minify", "--bytecode", "--format=esm", "--splitting"];
    assert.deepEqual(await runBundle(options), expected);
  });
});
