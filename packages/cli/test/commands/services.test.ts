import { afterAll, beforeAll, describe, expect, it } from "bun:test";
import { type Supervisor, startSupervisor } from "../supervisor.ts";

const layer = `
services:
  web: {override: replace, command: sleep 1000, startup: enabled}
  bad: {override: replace, command: sh -c 'echo oops; exit 3', on-failure: ignore}
`;

const idlePlan = `services:
    bad:
        override: replace
        command: sh -c 'echo oops; exit 3'
        on-failure: ignore
    web:
        startup: enabled
        override: replace
        command: sleep 1000
`;

describe("commands of services", () => {
  let supervisor: Supervisor;
  beforeAll(async () => {
    supervisor = await startSupervisor(layer);
  });
  afterAll(() => supervisor[Symbol.asyncDispose]());

  it("services shows a table, services first by name, before anything was started", async () => {
    expect(await supervisor.run(["services"])).toEqual({
      code: 0,
      stdout:
        "Service  Startup   Current   Since\nbad      disabled  inactive  -\nweb      enabled   inactive  -\n",
      stderr: "",
    });
  });

  /** Starts the service that fails; where an earlier test has just started it, again until it is over. */
  const startBad = async (): Promise<void> => {
    const deadline = Date.now() + 10_000;
    while ((await supervisor.run(["start", "bad"])).code === 0) {
      if (Date.now() > deadline) throw new Error("the service does not end");
    }
  };

  const listings: readonly [readonly string[], string, string][] = [
    [["services", "nope"], "", "No matching services.\n"],
    [["services", "web", "nope"], "Service  Startup  Current   Since\nweb      enabled  inactive  -\n", ""],
    [
      ["services", "--format=json", "web"],
      '{"services":{"web":{"name":"web","startup":"enabled","current":"inactive"}}}\n',
      "",
    ],
    [
      ["services", "web", "--format", "yaml"],
      "services:\n    web:\n        name: web\n        startup: enabled\n        current: inactive\n",
      "",
    ],
    [["services", "--format", "yaml", "nope"], "services: {}\n", ""],
    [["plan"], idlePlan, ""],
  ];
  for (const [words, stdout, stderr] of listings) {
    it(`${words.join(" ")} prints what the reference prints`, async () => {
      expect(await supervisor.run(words)).toEqual({ code: 0, stdout, stderr });
    });
  }

  const faults: readonly [readonly string[], string][] = [
    [["start", "nope"], 'error: cannot start services: service "nope" does not exist\n'],
    [["stop", "nope"], 'error: cannot stop services: service "nope" does not exist\n'],
    [["restart", "nope"], 'error: cannot restart services: service "nope" does not exist\n'],
    [["start"], "error: the required argument `<service> (at least 1 argument)` was not provided\n"],
    [["signal", "hup", "web"], "error: signal name must be uppercase, for example HUP\n"],
    [
      ["signal", "HUP", "nope", "bad"],
      'error: cannot send signal to "nope": service is not running; cannot send signal\n' +
        '       to "bad": service is not running\n',
    ],
    [
      ["start", "bad"],
      'error: cannot perform the following tasks:\n- Start service "bad" (service start attempt: exited quickly with code 3, will ignore)\n',
    ],
    [["logs", "-n", "x"], 'error: expected n to be a non-negative integer or "all", not "x"\n'],
  ];
  for (const [words, stderr] of faults) {
    it(`${words.join(" ")} fails with the reference's words`, async () => {
      expect(await supervisor.run(words)).toEqual({ code: 1, stdout: "", stderr });
    });
  }

  it("start waits, replan notes what ran already, and stop ends it", async () => {
    expect(await supervisor.run(["start", "web"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await supervisor.run(["services", "web"])).stdout).toMatch(/^web +enabled +active +today at /m);
    expect((await supervisor.run(["replan"])).stdout).toMatch(
      /^\S+Z INFO Service "web" already started\.\n$/,
    );
    expect(await supervisor.run(["signal", "CONT", "web"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await supervisor.run(["services", "web", "--abs-time"])).stdout).toMatch(
      /active +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/,
    );
    expect((await supervisor.run(["stop", "web"])).code).toBe(0);
    expect((await supervisor.run(["services", "web"])).stdout).toMatch(/inactive/);
  });

  it("start --no-wait prints the change, which tasks and changes then show", async () => {
    const { stdout: id } = await supervisor.run(["start", "--no-wait", "bad"]);
    expect(id).toMatch(/^\d+\n$/);
    const changes = await supervisor.run(["changes", "bad"]);
    expect(changes.stdout).toMatch(/^ID +Status +Spawn +Ready +Summary\n/);
    expect(changes.stdout).toMatch(new RegExp(`^${id.trim()} .* Start service "bad"\n\n$`, "m"));
    expect((await supervisor.run(["tasks", id.trim()])).stdout).toMatch(/^Status +Spawn +Ready +Summary\n/);
  });

  it("logs shows what services wrote, as text and as JSON", async () => {
    await startBad();
    expect((await supervisor.run(["logs", "-n1"])).stdout).toMatch(/^\S+Z \[bad\] oops\n$/);
    const json = await supervisor.run(["logs", "-n", "1", "bad", "--format=json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ service: "bad", message: "oops" });
  });

  it("tasks finds the last change of a kind, with its log", async () => {
    await startBad();
    const { stdout } = await supervisor.run(["tasks", "--last", "start"]);
    expect(stdout).toContain(`\n${".".repeat(70)}\nStart service "bad"\n\n`);
    expect(stdout).toMatch(/ INFO Most recent service output:\n {4}oops\n/);
    expect(await supervisor.run(["tasks", "--last", "nope?"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await supervisor.run(["tasks", "--last", "nope"])).stderr).toBe(
      'error: no changes of type "nope" found\n',
    );
  });

  it("add puts a layer on top, once", async () => {
    const path = `${supervisor.folder}/l.yaml`;
    await Bun.write(path, "services: {n: {override: replace, command: sleep 1}}");
    const added = `Layer "lay" added successfully from ${JSON.stringify(path)}\n`;
    expect(await supervisor.run(["add", "lay", path])).toEqual({ code: 0, stdout: added, stderr: "" });
    expect((await supervisor.run(["add", "lay", path])).stderr).toBe('error: layer "lay" already exists\n');
    expect((await supervisor.run(["add", "--combine", "lay", path])).stdout).toBe(added);
    expect((await supervisor.run(["add", "x", "/nope"])).stderr).toBe(
      "error: open /nope: no such file or directory\n",
    );
  });
});
