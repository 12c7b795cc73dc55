import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type CharmRun, makeTempDir, runCharm } from "./charm-process.ts";
import { makeRecordingTools } from "./recording-tools.ts";

const python = process.env["COBBLE_PYTHON"] || "python3";
const hasOps = spawnSync(python, ["-c", "import ops"], { stdio: "ignore" }).status === 0;
const skip = hasOps ? false : `${python} has no ops to compare with`;

const fileOf = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const ours = fileOf("defers-as-told.ts");
const theirs = [python, fileOf("defers_as_told.py")] as const;

/** What a unit goes through: what its handlers do, one letter a call, and its hooks. */
interface Scenario {
  readonly script: string;
  readonly hooks: readonly string[];
}

const scenarios: readonly Scenario[] = [
  { script: "dd.d..", hooks: ["start", "config-changed", "start", "update-status"] },
  { script: "xdf.e.d", hooks: ["start", "config-changed", "config-changed", "update-status"] },
  { script: "ed.fdx", hooks: ["config-changed", "start", "start", "config-changed"] },
  { script: "dxdd!.e", hooks: ["start", "config-changed", "config-changed", "update-status", "start"] },
  { script: "effff.d", hooks: ["update-status", "update-status", "config-changed"] },
];

/** @returns what each hook printed, and whether it failed */
const run = async (charm: CharmRun["charm"], { script, hooks }: Scenario): Promise<readonly string[]> => {
  await using tools = await makeRecordingTools();
  // Python ops asks at the end of each hook; no part of a charm here would answer.
  await tools.answer("is-leader", "false");
  await using dir = await makeTempDir({ "metadata.yaml": "name: web\n", script, "script.position": "0" });
  const env = { SCRIPT: join(dir.path, "script"), JUJU_VERSION: "3.6.0", JUJU_MODEL_UUID: "abc" };
  const seen: string[] = [];
  for (const hook of hooks) {
    const exit = await runCharm({ charm, hook: `hooks/${hook}`, charmDir: dir.path, tools, env });
    seen.push(`${exit.code === 0 ? "good" : "bad"}: ${exit.stdout.trim().replaceAll("\n", ", ")}`);
  }
  return seen;
};

describe("deferral beside Python ops", () => {
  for (const scenario of scenarios) {
    const name = `${scenario.script} calls the same handlers in the same order`;
    it(name, { skip, timeout: 60_000 }, async () => {
      assert.deepEqual(await run(ours, scenario), await run(theirs, scenario));
    });
  }
});
