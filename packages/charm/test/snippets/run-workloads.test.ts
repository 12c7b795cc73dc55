import assert from "node:assert/strict";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Container } from "@cobble/charm";
import { makeTempDir, type TempDir } from "../charm-process.ts";
import { startSupervisor, type TestSupervisor } from "../supervisor.ts";
import { until } from "../until.ts";
import { makeRootedDeps, type Owners } from "./rooted.ts";
import { execPieces } from "./run-workloads-exec.ts";
import { filePieces } from "./run-workloads-files.ts";
import { servicePieces } from "./run-workloads-services.ts";

const programs = {
  pause: "exec sleep 1000",
  pg_dump: 'echo "-- dump of $1"; echo "dumped as $PGUSER"; echo "1 table skipped" >&2',
};

let bin: TempDir;
let supervisor: TestSupervisor;
let container: Container;
let root: string;
let localRoot: string;
const owners: Owners = new Map();
const said: string[] = [];
const log = {
  info: (text: string) => void said.push(text),
  warning: (text: string) => void said.push(text),
  error: (text: string) => void said.push(text),
};

const writeAt = async (path: string, text: string): Promise<void> => {
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, text);
};

const readAt = (path: string): Promise<string> => readFile(path, "utf8");

/** Adds services that do nothing, and starts them. */
const startServices = async (...names: readonly [string, ...string[]]): Promise<void> => {
  const service = { override: "replace", command: "pause", environment: { PGUSER: "admin" } } as const;
  await container.addLayer(
    "test",
    { services: Object.fromEntries(names.map((name) => [name, service])) },
    { combine: true },
  );
  await container.start(...names);
};

before(async () => {
  bin = await makeTempDir();
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin.path, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin.path, name), 0o755);
  }
  supervisor = await startSupervisor({ env: { PATH: `${bin.path}:${process.env["PATH"]}` } });
  root = join(supervisor.workDir, "root");
  localRoot = join(supervisor.workDir, "beside");
  const { socketPath } = supervisor;
  container = new Container("main", makeRootedDeps({ socketPath, root, localRoot, owners }));
});

after(async () => {
  await supervisor[Symbol.asyncDispose]();
  await bin[Symbol.asyncDispose]();
});

describe("layers and services of the page", () => {
  it("a layer is added once, and YAML goes over it", async () => {
    await servicePieces.addOnce(container);
    await servicePieces.addOnce(container);
    await servicePieces.addFromYaml(container);
    const web = (await container.getPlan()).services.get("web");
    assert.deepEqual([web?.command, web?.environment.get("LOG_LEVEL")], ["pause", "debug"]);
  });

  it("the database rests while it is dumped, and runs again only if it ran", async () => {
    const states: boolean[] = [];
    const dump = async (): Promise<void> => {
      states.push((await container.getService("database")).isRunning());
    };
    await startServices("database");
    await servicePieces.backup(container, dump);
    await servicePieces.backupIfRunning(container, dump);
    assert.equal((await container.getService("database")).isRunning(), true);
    await container.stop("database");
    await servicePieces.backupIfRunning(container, dump);
    assert.equal((await container.getService("database")).isRunning(), false);
    assert.deepEqual(states, [false, false, false]);
  });

  it("a signal is sent to two services", async () => {
    await startServices("nginx", "redis");
    await servicePieces.reload(container);
  });

  it("restarts, checks and what a check does are in the plan", async () => {
    await servicePieces.addRestarts(container);
    await servicePieces.addChecks(container);
    await servicePieces.addCheckRestart(container);
    const plan = await container.getPlan();
    assert.deepEqual([...plan.checks.keys()], ["nginx", "page", "port"]);
    assert.equal(plan.services.get("server")?.onCheckFailure.get("page"), "restart");
  });

  it("a check that is down is told", async () => {
    const uptime = { override: "replace", period: "10ms", threshold: 1, exec: { command: "false" } } as const;
    await container.addLayer("uptime", { checks: { uptime } });
    await until(async () => (await container.getCheck("uptime")).status === "down");
    said.length = 0;
    await servicePieces.readCheck(container, log);
    assert.match(said.join(), /^uptime is down after \d+ failures$/);
  });
});

describe("files of the page", () => {
  it("a file is pushed, changed, and read as bytes and as a stream", async () => {
    await filePieces.push(container);
    assert.equal(await readAt(join(root, "etc/pg/postgresql.conf")), "port = 7777\nmax_connections = 1000\n");
    await writeAt(join(root, "etc/pg/postgresql.conf"), "a = 1\n");
    await filePieces.update(container);
    assert.equal(await readAt(join(root, "etc/pg/postgresql.conf")), "a = 1\n\nport = 8888\n");
    await writeAt(join(root, "etc/pg/server.key"), "key");
    await writeAt(join(root, "var/backups/all.tar"), "backup");
    assert.equal(await filePieces.pullBytes(container), 9);
  });

  it("folders are pushed and pulled, whole and by what is in them", async () => {
    await writeAt(join(localRoot, "source/dir/a"), "a");
    await filePieces.pushFolders(container);
    assert.equal(await readAt(join(root, "destination/dir/a")), "a");
    assert.equal(await readAt(join(root, "destination/a")), "a");
    await writeAt(join(root, "source/dir/b"), "b");
    await filePieces.pullFolders(container);
    assert.equal(await readAt(join(localRoot, "destination/dir/b")), "b");
    assert.equal(await readAt(join(localRoot, "destination/b")), "b");
  });

  it("configuration files are listed, and one of them is required", async () => {
    await writeAt(join(root, "etc/one.conf"), "12345");
    await assert.rejects(filePieces.list(container), /requires/);
    await writeAt(join(root, "etc/host.conf"), "123");
    assert.equal(await filePieces.list(container), 8);
  });

  it("folders are made, and files and folders removed", async () => {
    await mkdir(join(root, "etc"), { recursive: true });
    await container.removePath("/etc/pg", { recursive: true });
    await filePieces.makeDirs(container);
    assert.equal(owners.get("/etc/pg"), "postgres:postgres");
    assert.equal(await container.isDir("/some/other/nested/dir"), true);
    await writeAt(join(root, "var/log/apache/access.log"), "");
    await writeAt(join(root, "tmp/mysubdir/file"), "");
    await filePieces.remove(container);
    assert.deepEqual(
      [await container.exists("/var/log/apache/access.log"), await container.exists("/tmp/mysubdir")],
      [false, false],
    );
    await writeAt(join(root, "tmp/mydir"), "");
    assert.deepEqual(await filePieces.look(container), [true, false]);
  });
});

describe("commands of the page", () => {
  it("a dump is read, and its warnings are logged", async () => {
    said.length = 0;
    assert.equal(await execPieces.dump(container, log), "-- dump of mydb\ndumped as \n");
    assert.deepEqual(said, ["pg_dump: 1 table skipped"]);
  });

  it("a command that fails is told with its code and its errors", async () => {
    said.length = 0;
    await execPieces.tellFailure(container, log);
    assert.equal(said[0], "exited with code 1, and said:");
    assert.match(said[1] ?? "", /^ {4}cat: /);
  });

  it("options, and the context of a service, reach the command", async () => {
    assert.equal(await execPieces.useOptions(container), "HOME=/home/bob, PWD=/tmp, FOO=bar\n");
    await startServices("database");
    assert.match(await execPieces.useContext(container), /dumped as admin/);
  });

  it("text, bytes and files go in and come out", async () => {
    assert.equal(await execPieces.sendText(container), "THIS IS\nA TEST\n");
    assert.deepEqual(new Uint8Array(await execPieces.sendBytes(container)), Uint8Array.of(1, 2));
    const before = process.cwd();
    process.chdir(supervisor.workDir);
    try {
      await writeFile("LICENSE.txt", "do what you like\n");
      await execPieces.sendFile(container);
      assert.equal(await readAt("output.txt"), "DO WHAT YOU LIKE\n");
    } finally {
      process.chdir(before);
    }
  });

  it("lines come back as they are sent", async () => {
    said.length = 0;
    await execPieces.talk(container, log);
    assert.deepEqual(said, ["output: one", "output: 2", "output: THREE"]);
  });

  it("a signal ends a command, and a program that is not there is refused", async () => {
    await assert.rejects(execPieces.endSleep(container), { name: "ExecError", exitCode: 143 });
    assert.match(await execPieces.refuse(container), /no-such-program/);
  });
});

describe("notices of the page", () => {
  it("notices are found by their key, and one by its id", async () => {
    const key = "canonical.com/postgresql/backup-done";
    assert.equal(await servicePieces.readNotices(container), 0);
    await container.pebble.notices.notify({ key, data: { path: "/tmp/mydb.sql" } });
    assert.equal(await servicePieces.readNotices(container), 1);
  });
});
