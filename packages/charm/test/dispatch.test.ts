import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type CharmExit, makeTempDir, runCharm } from "./charm-process.ts";
import { makeRecordingTools, type RecordingTools, type ToolRun } from "./recording-tools.ts";

const charmcraft = `name: snappass
containers: {my-redis: {resource: image}}
resources: {image: {type: oci-image}}
config: {options: {port: {type: int, default: 5000}, motto: {}}}
actions: {purge: {}}
`;

/** Runs one hook of a charm of the folder fixtures; the charm may run tools. */
const run = async (
  fixture: string,
  hook: string,
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly files?: Readonly<Record<string, string>>;
    readonly prepare?: (tools: RecordingTools) => Promise<void>;
  } = {},
): Promise<CharmExit & { readonly runs: readonly ToolRun[] }> => {
  await using tools = await makeRecordingTools();
  await using dir = await makeTempDir(options.files ?? { "charmcraft.yaml": charmcraft });
  await options.prepare?.(tools);
  const file = fileURLToPath(new URL(`fixtures/${fixture}.ts`, import.meta.url));
  const exit = await runCharm({ charm: file, hook, tools, charmDir: dir.path, env: options.env ?? {} });
  return { ...exit, runs: await tools.runs() };
};

const logged = (runs: readonly ToolRun[]): readonly string[] =>
  runs.filter(([tool]) => tool === "juju-log").map((args) => args.slice(2).join(" "));

describe("dispatch", () => {
  it("each lifecycle hook is handled as its own event", async () => {
    const hooks = ["install", "start", "stop", "remove", "config-changed", "leader-elected", "update-status"];
    for (const hook of [...hooks, "upgrade-charm"]) {
      const { code, stdout, stderr } = await run("every-event", `hooks/${hook}`);
      assert.equal(stderr, "");
      assert.equal(stdout, `${hook} - snappass/0 snappass local\n`);
      assert.equal(code, 0);
    }
  });

  it("a hook without a status, a log or a look at an option runs no tool", async () => {
    const { runs } = await run("every-event", "hooks/start");
    assert.deepEqual(runs, []);
  });

  it("the options are asked for once, when the charm looks at one of them", async () => {
    const { runs } = await run("talks", "hooks/config-changed", {
      prepare: (tools) => tools.answer("config-get", '{"port": 80}'),
    });
    assert.deepEqual(runs.slice(0, 2), [
      ["config-get", "--format=json"],
      ["status-set", "--application=False", "blocked", "--", "-port 81, motto undefined"],
    ]);
    assert.equal(runs.filter(([tool]) => tool === "config-get").length, 1);
  });

  it("options that cannot be asked for end the hook, and the log has where the charm looked at them", async () => {
    const { code, runs } = await run("talks", "hooks/config-changed", {
      prepare: (tools) => tools.fail("config-get", "ERROR no such unit\n"),
    });
    assert.equal(code, 1);
    assert.match(
      logged(runs).join("\n"),
      /cannot run config-get --format=json: it exited with 1 and said: ERROR no such unit.*onConfigChanged/s,
    );
  });

  it("pebble-ready of a container with a dash in its name comes with that container", async () => {
    const { stdout } = await run("every-event", "hooks/my-redis-pebble-ready", {
      env: { JUJU_WORKLOAD_NAME: "my-redis" },
    });
    assert.equal(stdout, "pebble-ready my-redis snappass/0 snappass local\n");
  });

  it("a custom notice comes with what the environment says of it, to each handler", async () => {
    const { stdout } = await run("every-event", "hooks/my-redis-pebble-custom-notice", {
      env: { JUJU_NOTICE_ID: "12", JUJU_NOTICE_TYPE: "custom", JUJU_NOTICE_KEY: "a.example/b" },
    });
    assert.equal(
      stdout,
      '{"id":"12","type":"custom","key":"a.example/b"}\npebble-custom-notice my-redis snappass/0 snappass local\n',
    );
  });

  it("a notice hook without the notice's id fails, and says which variable is missing", async () => {
    const { code, runs } = await run("every-event", "hooks/my-redis-pebble-custom-notice");
    assert.equal(code, 1);
    assert.match(logged(runs).join("\n"), /JUJU_NOTICE_ID is not set/);
  });

  it("a check's failure and recovery come with the check's name", async () => {
    for (const kind of ["pebble-check-failed", "pebble-check-recovered"]) {
      const { stdout } = await run("every-event", `hooks/my-redis-${kind}`, {
        env: { JUJU_PEBBLE_CHECK_NAME: "up" },
      });
      assert.equal(stdout, `${kind} my-redis up\n`);
    }
  });

  it("a hook that nobody observes is no error, so that a charm may be older than its agent", async () => {
    const { code, stdout } = await run("every-event", "hooks/db-relation-changed");
    assert.equal(code, 0);
    assert.equal(stdout, "");
  });

  it("handlers of one event run in the order they were observed, each after the one before has ended", async () => {
    const { runs } = await run("order", "hooks/install");
    assert.deepEqual(logged(runs), ["INFO -- first begins", "INFO -- first ends", "INFO -- second"]);
  });

  it("a handler that throws is logged with its stack and ends the hook with exit code 1", async () => {
    const { code, runs, stderr } = await run("throws", "hooks/install");
    assert.equal(code, 1);
    assert.equal(stderr, "");
    const [message = "", security = "", ...more] = logged(runs);
    assert.match(
      message,
      /^ERROR -- cannot finish hooks\/install: uncaught error in the charm \(install: charm\.onInstall\):\n/,
    );
    assert.match(message, /the disk is full/);
    assert.match(message, /throws\.ts:\d+/);
    assert.match(security, /^TRACE -- \{.*"type":"security".*"event":"sys_crash:Error".*the disk is full/);
    assert.deepEqual(more, []);
    assert.equal(
      runs.some(([tool]) => tool === "status-set"),
      false,
      "the next handler was run",
    );
  });

  it("a handler that throws in an action also tells whoever asked for it", async () => {
    const { code, stderr } = await run("throws", "actions/purge");
    assert.equal(code, 1);
    assert.equal(stderr, "uncaught error in the charm: Error: the disk is full\n");
  });

  it("a class that is no charm is refused, and not taken for one that observes nothing", async () => {
    const { code, runs } = await run("no-charm", "hooks/install");
    assert.equal(code, 1);
    assert.match(logged(runs).join("\n"), /TypeError: cannot run Nothing: it does not extend Charm/);
  });

  it("a handler that ends the process is told of, with what it logged", async () => {
    const { code, stderr } = await run("ends", "hooks/install");
    assert.equal(code, 0);
    assert.equal(
      stderr,
      "hooks/install was ended with exit code 0 by the charm, at install: charm.onInstall: nothing that it stored or deferred is kept\nINFO last words\n",
    );
  });

  it("configuration is there with the types that the agent gives", async () => {
    const { runs, code } = await run("talks", "hooks/config-changed", {
      prepare: (tools) => tools.answer("config-get", '{"port": 5000}'),
    });
    assert.equal(code, 0);
    assert.deepEqual(runs.slice(1), [
      ["status-set", "--application=False", "blocked", "--", "-port 5001, motto undefined"],
      ["application-version-set", "--", "7.0"],
    ]);
  });

  it("leadership is asked for once, and the application's status set", async () => {
    const { runs } = await run("talks", "hooks/leader-elected", {
      prepare: (tools) => tools.answer("status-get", '{"status": "waiting", "message": "for redis"}'),
    });
    assert.deepEqual(runs, [
      ["is-leader", "--format=json"],
      ["status-set", "--application=True", "active", "--", "we lead"],
      ["status-get", "--include-data", "--format=json", "--application=false"],
      ["juju-log", "--log-level", "WARNING", "--", "waiting: for redis"],
    ]);
  });

  it("an action has its parameters fetched once, gives nested results back, and may fail", async () => {
    const { runs, code } = await run("talks", "actions/purge", {
      env: { JUJU_ACTION_UUID: "7" },
      prepare: (tools) => tools.answer("action-get", '{"older-than": 60}'),
    });
    assert.equal(code, 0);
    assert.deepEqual(runs, [
      ["action-get", "--format=json"],
      ["action-log", "--", "run 7, older than 60"],
      ["action-set", "purged=2", "by.unit=snappass/0"],
      ["action-fail", "--", "-- all gone"],
    ]);
  });

  it("a hook tool that fails ends the hook, and what it said is in the log", async () => {
    const { code, runs } = await run("talks", "hooks/config-changed", {
      prepare: (tools) => tools.fail("status-set", "ERROR the agent is gone\n"),
    });
    assert.equal(code, 1);
    assert.match(
      logged(runs).join("\n"),
      /cannot run status-set --application=False blocked .*: it exited with 1 and said: ERROR the agent is gone/,
    );
  });

  it("a broken charmcraft.yaml ends the hook, and the log has its line and field", async () => {
    const { code, runs } = await run("every-event", "hooks/install", {
      files: { "charmcraft.yaml": "name: snappass\ncontainers: {my-redis: {}}\n" },
    });
    assert.equal(code, 1);
    assert.match(logged(runs).join("\n"), /charmcraft\.yaml:2:24: containers\.my-redis: cannot find/);
  });

  it("a charm that observes a container it does not have fails with the names that it has", async () => {
    const { code, runs } = await run("every-event", "hooks/install", {
      files: { "charmcraft.yaml": charmcraft.replace("my-redis", "redis") },
    });
    assert.equal(code, 1);
    assert.match(logged(runs).join("\n"), /cannot find container "my-redis": known are redis/);
  });

  it("a charm without the environment of a hook says what is missing and how charms are run", async () => {
    const { code, stderr, runs } = await run("every-event", "");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /JUJU_DISPATCH_PATH is not set; a charm is started by an agent, as by `cobble pod up`/,
    );
    assert.deepEqual(runs, []);
  });

  it("a log line that the agent does not take is written to the standard error instead", async () => {
    const { code, stderr } = await run("order", "hooks/install", {
      prepare: (tools) => tools.fail("juju-log", "no log today"),
    });
    assert.equal(code, 0);
    assert.match(stderr, /^INFO first begins \(juju-log failed: .*no log today\)\n/);
  });
});
