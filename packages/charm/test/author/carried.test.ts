import assert from "node:assert/strict";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { findCarried } from "../../src/author/carried.ts";
import { createAuthorFiles } from "../../src/os/author-files.ts";
import { makeTempDir, type TempDir } from "../charm-process.ts";

const makeProject = async (files: readonly string[], present: readonly string[]): Promise<TempDir> => {
  const project = await makeTempDir({ "package.json": JSON.stringify({ files }) });
  for (const name of present) {
    await mkdir(join(project.path, dirname(name)), { recursive: true });
    await writeFile(join(project.path, name), "");
  }
  return project;
};

const find = ({ path }: TempDir) => findCarried(path, createAuthorFiles());

describe("the files that a charm carries", () => {
  it("are those for people and those that package.json names, and programs stay programs", async () => {
    await using project = await makeProject(
      ["bin", "layers/a.yaml"],
      ["LICENSE", "bin/run", "layers/a.yaml"],
    );
    await chmod(join(project.path, "bin/run"), 0o755);
    assert.deepEqual(
      (await find(project)).map(({ name, mode }) => [name, mode]),
      [
        ["LICENSE", 0o644],
        ["bin/run", 0o755],
        ["layers/a.yaml", 0o644],
      ],
    );
  });

  it("are not what was installed or packed before, though the whole folder is named", async () => {
    const present = ["a.txt", "node_modules/x/index.js", "sub/node_modules/y.js", ".git/HEAD", "old.charm"];
    await using project = await makeProject(["."], present);
    assert.deepEqual(
      (await find(project)).map(({ name }) => name),
      ["a.txt", "package.json"],
    );
  });

  it("are told of when they are not there, or are not the charm's own", async () => {
    for (const [name, why] of [
      ["nope", "there is no such file or folder"],
      ["../../etc/passwd", "it is outside of the charm's folder"],
      ["/etc/passwd", "it is outside of the charm's folder"],
    ] as const) {
      await using project = await makeProject([name], []);
      await assert.rejects(find(project), {
        name: "AuthorError",
        message: `cannot pack "${name}", which package.json names in files: ${why}`,
      });
    }
  });
});
