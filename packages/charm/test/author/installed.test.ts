import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findInstalled } from "../../src/author/installed.ts";
import { createAuthorFiles } from "../../src/os/author-files.ts";
import { makeTempDir } from "../charm-process.ts";

const install = async (folder: string): Promise<string> => {
  const bin = join(folder, "node_modules/.bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "tsc-of-test"), "");
  return join(bin, "tsc-of-test");
};

describe("installed programs", () => {
  it("one of a workspace is found from the charm's folder, and the charm's own comes before it", async () => {
    await using workspace = await makeTempDir();
    const folder = join(workspace.path, "charms/web");
    await mkdir(folder, { recursive: true });
    const find = () => findInstalled(createAuthorFiles(), { folder, program: "tsc-of-test" });
    assert.equal(await find(), undefined);
    const ofWorkspace = await install(workspace.path);
    assert.equal(await find(), ofWorkspace);
    const own = await install(folder);
    assert.equal(await find(), own);
  });
});
