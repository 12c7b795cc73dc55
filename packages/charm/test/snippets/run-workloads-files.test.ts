import assert from "node:assert/strict";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { after, before, describe, it } from "node:test";
import { filePieces } from "./run-workloads-files.ts";
import { makeWorld, readAt, type World, writeAt } from "./run-workloads-world.ts";

let world: World;

before(async () => {
  world = await makeWorld();
});

after(() => world[Symbol.asyncDispose]());

describe("files of the page", () => {
  it("a file is pushed, changed, and read as bytes and as a stream", async () => {
    const { container, root, owners, inWorkDir } = world;
    await filePieces.push(container);
    assert.equal(await readAt(join(root, "etc/pg/postgresql.conf")), "port = 7777\nmax_connections = 1000\n");
    await writeAt(join(root, "etc/pg/postgresql.conf"), "a = 1\n");
    await filePieces.update(container);
    assert.equal(await readAt(join(root, "etc/pg/postgresql.conf")), "a = 1\n\nport = 8888\n");
    await writeAt(join(root, "etc/pg/server.key"), "key");
    await writeAt(join(root, "var/backups/all.tar"), "backup");
    assert.equal(await filePieces.pullBytes(container), 9);
    await filePieces.pushOwned(container, new TextEncoder().encode("secret"));
    assert.equal(owners.get("/etc/pg/server.key"), "postgres:postgres");
    assert.equal((await stat(join(root, "etc/pg/server.key"))).mode & 0o777, 0o600);
    await container.makeDir("/srv/pg", { makeParents: true });
    await inWorkDir(async () => {
      await writeFile("seed.sql", "insert\n");
      await filePieces.pushStream(container);
    });
    assert.equal(await readAt(join(root, "srv/pg/seed.sql")), "insert\n");
  });

  it("folders are pushed and pulled, whole and by what is in them", async () => {
    const { container, root, localRoot } = world;
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
    const { container, root, said, log } = world;
    await writeAt(join(root, "etc/one.conf"), "12345");
    await assert.rejects(filePieces.list(container, log), /requires/);
    await writeAt(join(root, "etc/host.conf"), "123");
    said.length = 0;
    await filePieces.list(container, log);
    assert.deepEqual(said, ["total size of config files: 8"]);
  });

  it("a copy goes where the page's table says", async () => {
    const { container, root, localRoot } = world;
    const places: readonly (readonly [string | readonly string[], readonly string[]])[] = [
      ["/from/one.conf", ["one.conf"]],
      ["/from/dir", ["dir/a", "dir/below/b"]],
      ["/from/dir/*", ["a", "below/b"]],
      [
        ["/from/one.conf", "/from/dir/below"],
        ["one.conf", "below/b"],
      ],
    ];
    for (const path of ["one.conf", "dir/a", "dir/below/b"])
      await writeAt(join(localRoot, "from", path), path);
    for (const [index, [source, made]] of places.entries()) {
      await container.pushPath(source, `/to${index}`);
      const entries = await readdir(join(root, `to${index}`), { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      assert.deepEqual(
        files.map((entry) => relative(join(root, `to${index}`), join(entry.parentPath, entry.name))).sort(),
        [...made].sort(),
      );
    }
  });

  it("folders are made, and files and folders removed", async () => {
    const { container, root, owners, said, log } = world;
    await mkdir(join(root, "etc"), { recursive: true });
    await container.removePath("/etc/pg", { recursive: true });
    await filePieces.makeDirs(container);
    assert.equal(owners.get("/etc/pg"), "postgres:postgres");
    assert.equal(await container.isDir("/some/other/nested/dir"), true);
    said.length = 0;
    await filePieces.tellFolder(container, log);
    assert.deepEqual(said, ["/etc/pg is a directory with permissions 755"]);
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
