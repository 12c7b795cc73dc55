import assert from "node:assert/strict";
import { chmod, mkdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type CharmExit, makeTempDir, runCharm, type TempDir } from "./charm-process.ts";
import { makeRecordingTools, type RecordingTools } from "./recording-tools.ts";

const charm = fileURLToPath(new URL("fixtures/remembers.ts", import.meta.url));

/** A charm's folder and its tools, and a way to run its hooks one after another. */
interface Unit extends AsyncDisposable {
  readonly dir: TempDir;
  readonly tools: RecordingTools;
  run(hook: string, env?: Readonly<Record<string, string>>): Promise<CharmExit>;
}

const makeUnit = async (): Promise<Unit> => {
  const tools = await makeRecordingTools();
  const dir = await makeTempDir({ "charmcraft.yaml": "name: web\nactions: {purge: {}}\n" });
  return {
    dir,
    tools,
    run: (hook, env = {}) => runCharm({ charm, hook, charmDir: dir.path, tools, env }),
    async [Symbol.asyncDispose]() {
      await tools[Symbol.asyncDispose]();
      await dir[Symbol.asyncDispose]();
    },
  };
};

/** Each hook is a process, and the machine may be busy. */
const timeout = 60_000;

describe("a charm that remembers", () => {
  it("what it deferred comes before each later event, until it no longer defers it", {
    timeout,
  }, async () => {
    await using unit = await makeUnit();
    const out = async (hook: string): Promise<string> => (await unit.run(hook)).stdout;
    assert.equal(await out("hooks/start"), "start after 0\n");
    assert.equal(await out("hooks/config-changed"), "start after 0\nhook 2\n");
    assert.equal(await out("hooks/config-changed"), "start after 1\nhook 3\n");
    assert.equal(await out("hooks/update-status"), "start after 2\n");
    assert.equal(await out("hooks/update-status"), "");
  });

  it("its state is in a file that nobody else may read", async () => {
    await using unit = await makeUnit();
    await unit.run("hooks/config-changed");
    const { mode } = await stat(join(unit.dir.path, ".unit-state.db"));
    assert.equal(mode & 0o777, 0o600);
  });

  it("a hook that fails leaves everything as it was", async () => {
    await using unit = await makeUnit();
    await unit.run("hooks/config-changed");
    assert.equal((await unit.run("hooks/remove")).code, 1);
    assert.equal((await unit.run("hooks/config-changed")).stdout, "hook 2\n");
  });

  it("an action that is deferred fails, and says why", async () => {
    await using unit = await makeUnit();
    const { code, stderr } = await unit.run("actions/purge");
    assert.equal(code, 1);
    assert.equal(
      stderr,
      "uncaught error in the charm: DeferError: cannot defer action events: somebody waits for its results\n",
    );
  });

  it("an event that gives no access to tools brings nothing that was deferred", { timeout }, async () => {
    await using unit = await makeUnit();
    await unit.run("hooks/start");
    const before = (await unit.tools.runs()).length;
    assert.equal((await unit.run("hooks/collect-metrics")).stdout, "");
    assert.equal((await unit.tools.runs()).length, before);
    assert.equal((await unit.run("hooks/update-status")).stdout, "start after 0\n");
  });
});

describe("a program of the hook's name in the charm's folder", () => {
  const addHook = async (unit: Unit, text: string, mode = 0o755): Promise<void> => {
    await mkdir(join(unit.dir.path, "hooks"), { recursive: true });
    await writeFile(join(unit.dir.path, "hooks/config-changed"), text);
    await chmod(join(unit.dir.path, "hooks/config-changed"), mode);
  };

  it("runs before the charm, which goes on when it ends well", async () => {
    await using unit = await makeUnit();
    await addHook(unit, "#!/bin/sh\necho legacy $OPERATOR_DISPATCH\n");
    assert.deepEqual(await unit.run("hooks/config-changed"), {
      code: 0,
      stdout: "legacy 1\nhook 1\n",
      stderr: "",
    });
  });

  it("ends the hook with its own exit code when it fails", async () => {
    await using unit = await makeUnit();
    await addHook(unit, "#!/bin/sh\nexit 7\n");
    const { code, stdout } = await unit.run("hooks/config-changed");
    assert.deepEqual({ code, stdout }, { code: 7, stdout: "" });
    const warnings = (await unit.tools.runs()).filter(
      ([tool, , level]) => tool === "juju-log" && level === "WARNING",
    );
    assert.equal(warnings[0]?.at(-1), "legacy hooks/config-changed exited with status 7");
  });

  it("is found by a whole path, and is no folder", async () => {
    await using unit = await makeUnit();
    await mkdir(join(unit.dir.path, "hooks/start"), { recursive: true });
    await addHook(unit, "#!/bin/sh\nexit 7\n");
    assert.equal((await unit.run(join(unit.dir.path, "hooks/config-changed"))).code, 7);
    assert.equal((await unit.run("hooks/start")).code, 0);
  });

  it("is left alone when it cannot be run, and when it is the charm itself", async () => {
    await using unit = await makeUnit();
    await addHook(unit, "#!/bin/sh\nexit 7\n", 0o644);
    assert.equal((await unit.run("hooks/config-changed")).stdout, "hook 1\n");
    await symlink(charm, join(unit.dir.path, "hooks/start"));
    assert.equal((await unit.run("hooks/start")).stdout, "start after 1\n");
  });

  it("that starts the charm again gets no second hook", async () => {
    await using unit = await makeUnit();
    const exit = await unit.run("hooks/config-changed", { OPERATOR_DISPATCH: "1" });
    assert.deepEqual(exit, { code: 0, stdout: "", stderr: "" });
  });
});
