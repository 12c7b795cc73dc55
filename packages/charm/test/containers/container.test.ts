import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import {
  APIError,
  ChangeError,
  ConnectionError,
  type Container,
  Layer,
  PathError,
  UnknownNameError,
} from "@cobble/charm";
import { makeContainer, startSupervisor, type TestSupervisor } from "../supervisor.ts";
import { until } from "../until.ts";

let supervisor: TestSupervisor;
let container: Container;

/** A service that sleeps, under a name of its own. */
const sleeper = (name: string, environment: Readonly<Record<string, string>> = {}): Layer =>
  new Layer({
    services: { [name]: { override: "replace", command: "sleep 1000", startup: "enabled", environment } },
  });

before(async () => {
  supervisor = await startSupervisor();
  container = supervisor.container;
});

after(async () => {
  await supervisor[Symbol.asyncDispose]();
});

describe("canConnect", () => {
  it("a supervisor that answers can be connected to", async () => {
    assert.equal(await container.canConnect(), true);
  });

  it("a socket that is not there is answered at once, whatever the time to connect", async () => {
    const absent = makeContainer(join(supervisor.workDir, "absent.socket"), { connectTimeoutMs: 60_000 });
    assert.equal(await absent.canConnect(), false);
  });
});

describe("waiting for a connection", () => {
  it("a call to a supervisor that never comes ends with its error when the time is over", async () => {
    const absent = makeContainer(join(supervisor.workDir, "absent.socket"), { connectTimeoutMs: 50 });
    await assert.rejects(absent.getPlan(), ConnectionError);
  });

  it("a call to a supervisor that is starting is answered once it is up", async () => {
    // startSupervisor makes its first call before the process can have opened the socket.
    await using other = await startSupervisor();
    assert.equal((await other.container.getServices()).size, 0);
  });

  it("a stream is not begun before the supervisor is there", async () => {
    await using other = await startSupervisor({ wait: false });
    const path = join(other.workDir, "file");
    const source = (async function* () {
      yield "whole";
    })();
    await other.container.push(path, source);
    assert.equal(await other.container.pull(path), "whole");
  });
});

describe("layers and plans", () => {
  it("a layer as an object, as YAML and as a Layer gives the same plan", async () => {
    const dict = {
      services: { same: { override: "replace", command: "sleep 1", environment: { A: "1", B: "2" } } },
    } as const;
    const yaml = "services: {same: {override: replace, environment: {B: '2', A: '1'}, command: sleep 1}}";
    const services = [];
    for (const layer of [dict, yaml, new Layer(yaml)]) {
      await container.addLayer("same", layer, { combine: true });
      services.push((await container.getPlan()).services.get("same"));
    }
    const [first, second, third] = services;
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    assert.ok(first.equals(second) && second.equals(third));
    assert.equal(first.environment.get("B"), "2");
  });

  it("a label that is taken is refused unless it is to be combined", async () => {
    await container.addLayer("taken", "summary: one");
    await assert.rejects(container.addLayer("taken", "summary: two"), APIError);
    await container.addLayer("taken", "summary: two", { combine: true });
  });

  it("the plan before and after an overlay is equal only when the overlay changes nothing", async () => {
    await container.addLayer("base", sleeper("overlaid", { LEVEL: "info", PORT: "80" }));
    const before = await container.getPlan();
    const overlay = (level: string) =>
      ({ services: { overlaid: { override: "merge", environment: { LEVEL: level } } } }) as const;
    await container.addLayer("overlay", overlay("info"), { combine: true });
    assert.equal((await container.getPlan()).equals(before), true);
    await container.addLayer("overlay", overlay("debug"), { combine: true });
    const after = await container.getPlan();
    assert.equal(after.equals(before), false);
    assert.equal(after.services.get("overlaid")?.environment.get("PORT"), "80");
  });

  it("text that is not a layer is refused by the supervisor", async () => {
    await assert.rejects(container.addLayer("bad", "services: {a: {command: x}}"), APIError);
  });
});

describe("services", () => {
  it("replan starts what is enabled, and restarts only what has changed", async () => {
    await container.addLayer("kept", sleeper("kept"), { combine: true });
    await container.addLayer("changed", sleeper("changed"), { combine: true });
    await container.replan();
    const first = await container.getServices("kept", "changed");
    assert.deepEqual([first.get("kept")?.isRunning(), first.get("changed")?.isRunning()], [true, true]);
    await container.addLayer("changed", sleeper("changed", { A: "1" }), { combine: true });
    await container.replan();
    const second = await container.getServices("kept", "changed");
    assert.deepEqual(second.get("kept")?.currentSince, first.get("kept")?.currentSince);
    assert.ok((second.get("changed")?.currentSince ?? 0) > (first.get("changed")?.currentSince ?? 0));
    await container.stop("kept", "changed");
    assert.equal((await container.getService("kept")).isRunning(), false);
  });

  it("a service that ends within its first second makes start fail, with the change's reason", async () => {
    await container.addLayer("short", "services: {short: {override: replace, command: sh -c 'exit 3'}}");
    await assert.rejects(container.start("short"), ChangeError);
  });

  it("a service that is not in the plan is an error that lists those that are", async () => {
    await container.addLayer("listed", sleeper("listed"), { combine: true });
    await assert.rejects(container.getService("nowhere"), (error) => {
      assert.ok(error instanceof UnknownNameError);
      assert.ok(error.known.includes("listed"));
      return true;
    });
  });

  it("a signal to a service that does not run is refused", async () => {
    await container.addLayer("silent", sleeper("silent"), { combine: true });
    await assert.rejects(container.sendSignal("SIGHUP", "silent"), APIError);
  });
});

describe("checks", () => {
  it("a check goes down when it fails, stops, and starts again", async () => {
    await container.addLayer("checks", {
      checks: { dead: { override: "replace", period: "50ms", threshold: 1, exec: { command: "false" } } },
    });
    await until(async () => (await container.getCheck("dead")).status === "down");
    assert.deepEqual(await container.stopChecks("dead"), ["dead"]);
    assert.equal((await container.getCheck("dead")).status, "inactive");
    assert.deepEqual(await container.startChecks("dead"), ["dead"]);
    await assert.rejects(container.getCheck("alive"), UnknownNameError);
    await container.stopChecks("dead");
  });
});

describe("notices", () => {
  it("a custom notice is found by its key and by its id, with its data", async () => {
    const id = await container.pebble.notices.notify({ key: "charm.example/a", data: { count: "2" } });
    const [notice] = await container.getNotices({ keys: ["charm.example/a"] });
    assert.equal(notice?.id, id);
    assert.deepEqual(notice.lastData, { count: "2" });
    assert.equal((await container.getNotice(id)).occurrences, 1);
    assert.ok(notice.lastOccurred.getTime() > Date.now() - 60_000);
  });

  it("a notice that is not there is an error that names it", async () => {
    await assert.rejects(container.getNotice("99999"), { name: "UnknownNameError", missing: "99999" });
  });
});

describe("files", () => {
  it("text and bytes are read as they were written, with the mode that was asked for", async () => {
    const path = join(supervisor.workDir, "deep/er/file");
    await container.push(path, "grüße\n", { makeDirs: true, permissions: 0o600 });
    assert.equal(await container.pull(path), "grüße\n");
    const bytes = Uint8Array.of(0, 255, 10, 13);
    await container.push(path, bytes);
    assert.deepEqual(new Uint8Array(await container.pull(path, { encoding: null })), bytes);
    const [info] = await container.listFiles(path, { itself: true });
    assert.equal(info?.type, "file");
    assert.equal(info.size, 4);
  });

  it("folders are made, listed by pattern, looked for, and removed", async () => {
    const folder = join(supervisor.workDir, "a/b");
    await container.makeDir(folder, { makeParents: true });
    await container.push(join(folder, "x.conf"), "");
    await container.push(join(folder, "y.txt"), "");
    const found = await container.listFiles(folder, { pattern: "*.conf" });
    assert.deepEqual(
      found.map(({ name }) => name),
      ["x.conf"],
    );
    assert.deepEqual([await container.exists(folder), await container.isDir(folder)], [true, true]);
    assert.equal(await container.isDir(join(folder, "x.conf")), false);
    await assert.rejects(container.removePath(folder), PathError);
    await container.removePath(folder, { recursive: true });
    assert.deepEqual([await container.exists(folder), await container.isDir(folder)], [false, false]);
  });

  it("a file is read piece by piece, and written from a stream of text", async () => {
    const path = join(supervisor.workDir, "streamed");
    const source = (async function* () {
      for (let i = 0; i < 1000; i += 1) yield `grüße ${i}\n`;
    })();
    await container.push(path, source, { encoding: "latin1" });
    const chunks: Uint8Array[] = [];
    for await (const chunk of container.pullStream(path)) chunks.push(chunk);
    assert.match(Buffer.concat(chunks).toString("latin1"), /^grüße 0\n.*grüße 999\n$/s);
    assert.match(await container.pull(path, { encoding: "latin1" }), /^grüße 0\n/);
  });

  it("a file that is not text in its encoding is not taken for text, so that writing it back is safe", async () => {
    const path = join(supervisor.workDir, "binary");
    await container.push(path, Uint8Array.of(0xff, 0xfe, 0x00));
    await assert.rejects(container.pull(path), { name: "DecodingError", path });
    await container.push(path, "\u{feff}with a mark");
    assert.equal(await container.pull(path), "\u{feff}with a mark");
  });

  it("a file that is not there is an error at its path", async () => {
    const path = join(supervisor.workDir, "absent");
    await assert.rejects(container.pull(path), { name: "PathError", kind: "not-found", path });
  });
});
