import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { type Container, MultiPushPullError } from "@cobble/charm";
import { destinationOf } from "../../src/containers/copy-paths.ts";
import { startSupervisor, type TestSupervisor } from "../supervisor.ts";

let supervisor: TestSupervisor;
let container: Container;
let here: string;
let there: string;

before(async () => {
  supervisor = await startSupervisor();
  container = supervisor.container;
});

after(async () => {
  await supervisor[Symbol.asyncDispose]();
});

beforeEach(async () => {
  here = await mkdtemp(join(supervisor.workDir, "here-"));
  there = await mkdtemp(join(supervisor.workDir, "there-"));
});

/** Makes `foo/bar/baz.txt`, `foo/foobar.txt`, `foo/empty/` and `quux.txt` below a folder. */
const makeTree = async (root: string): Promise<void> => {
  await mkdir(join(root, "foo", "bar"), { recursive: true });
  await mkdir(join(root, "foo", "empty"));
  await writeFile(join(root, "foo", "bar", "baz.txt"), "baz");
  await writeFile(join(root, "foo", "foobar.txt"), "foobar");
  await writeFile(join(root, "quux.txt"), "quux");
};

const read = (root: string, path: string): Promise<string> => readFile(join(root, path), "utf8");

const isDir = async (path: string): Promise<boolean> => (await stat(path)).isDirectory();

describe("destinationOf", () => {
  it("a folder keeps its name, and what is named by its star does not", () => {
    assert.equal(destinationOf("/foo/bar/baz", { source: "/foo", to: "/dst" }), "/dst/foo/bar/baz");
    assert.equal(destinationOf("/foo/bar/baz", { source: "/foo/*", to: "/dst" }), "/dst/bar/baz");
    assert.equal(destinationOf("/foo/bar", { source: "/foo/bar", to: "/dst" }), "/dst/bar");
    assert.equal(destinationOf("quux.txt", { source: "quux.txt", to: "/dst" }), "/dst/quux.txt");
  });
});

describe("pushPath", () => {
  it("a folder is copied with all that is in it, also the empty folders", async () => {
    await makeTree(here);
    await container.pushPath(join(here, "foo"), there);
    assert.equal(await read(there, "foo/bar/baz.txt"), "baz");
    assert.equal(await read(there, "foo/foobar.txt"), "foobar");
    assert.equal(await isDir(join(there, "foo/empty")), true);
  });

  it("with a star only what is in the folder is copied", async () => {
    await makeTree(here);
    await container.pushPath(join(here, "foo", "*"), there);
    assert.equal(await read(there, "bar/baz.txt"), "baz");
    assert.equal(await read(there, "foobar.txt"), "foobar");
  });

  it("several sources are copied side by side, with their permissions", async () => {
    await makeTree(here);
    await chmod(join(here, "quux.txt"), 0o600);
    await container.pushPath([join(here, "foo", "bar"), join(here, "quux.txt")], there);
    assert.equal(await read(there, "bar/baz.txt"), "baz");
    assert.equal((await stat(join(there, "quux.txt"))).mode & 0o777, 0o600);
  });

  it("what cannot be copied is told at the end, and all the rest is there", async () => {
    await makeTree(here);
    await symlink("nowhere", join(here, "foo", "a-dangling-link"));
    await assert.rejects(container.pushPath([join(here, "absent"), join(here, "foo")], there), (error) => {
      assert.ok(error instanceof MultiPushPullError);
      const paths = error.errors.map(({ path }) => path);
      assert.deepEqual(paths, [join(here, "absent"), join(here, "foo", "a-dangling-link")]);
      assert.match(error.message, /^cannot push 2 of the files: .*absent: ENOENT.*a-dangling-link: ENOENT/);
      return true;
    });
    assert.equal(await read(there, "foo/foobar.txt"), "foobar");
    assert.equal(await read(there, "foo/bar/baz.txt"), "baz");
  });
});

describe("pullPath", () => {
  it("a folder, what is in it, and a file are copied as by pushPath", async () => {
    await makeTree(there);
    await container.pullPath([join(there, "foo"), join(there, "quux.txt")], join(here, "whole"));
    assert.equal(await read(here, "whole/foo/bar/baz.txt"), "baz");
    assert.equal(await read(here, "whole/quux.txt"), "quux");
    assert.equal(await isDir(join(here, "whole/foo/empty")), true);
    await container.pullPath(join(there, "foo", "*"), join(here, "inner"));
    assert.equal(await read(here, "inner/bar/baz.txt"), "baz");
  });

  it("a file that is not there is told with its path", async () => {
    const path = join(there, "absent");
    await assert.rejects(container.pullPath(path, here), (error) => {
      assert.ok(error instanceof MultiPushPullError);
      assert.deepEqual(
        error.errors.map((fault) => fault.path),
        [path],
      );
      return true;
    });
  });
});
