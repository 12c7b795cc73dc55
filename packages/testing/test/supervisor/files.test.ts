import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { PathError } from "@cobble/client";
import { Supervisor } from "@cobble/testing";

const read = async (supervisor: Supervisor, path: string): Promise<string> => {
  let text = "";
  for await (const chunk of supervisor.client.files.read(path)) text += Buffer.from(chunk).toString();
  return text;
};

describe("files of a supervisor in memory", () => {
  it("lie below the test's folder, with the mode and owner that they were given", async () => {
    await using supervisor = new Supervisor();
    const { files } = supervisor.client;
    await files.write("/etc/app/app.conf", "x=1\n", { makeDirs: true, permissions: 0o440, user: "app" });
    assert.equal(readFileSync(join(supervisor.root, "etc/app/app.conf"), "utf8"), "x=1\n");
    assert.equal(await read(supervisor, "/etc/app/app.conf"), "x=1\n");
    const [info] = await files.list("/etc/app");
    assert.equal(info?.permissions, "440");
    assert.equal(info?.user, "app");
    assert.equal(info?.["last-modified"], "2026-01-02T03:04:05Z");
    await files.remove("/etc", { recursive: true });
    assert.equal(existsSync(join(supervisor.root, "etc")), false);
  });

  it("are never those of this machine, whatever links and dots say", async () => {
    await using supervisor = new Supervisor();
    const { files } = supervisor.client;
    symlinkSync("/etc/hostname", join(supervisor.root, "link"));
    symlinkSync("..", join(supervisor.root, "up"));
    await assert.rejects(read(supervisor, "/link"), PathError);
    await assert.rejects(read(supervisor, "/up/../../etc/hostname"), PathError);
    await files.write("/up/here", "x");
    assert.equal(readFileSync(join(supervisor.root, "here"), "utf8"), "x");
    symlinkSync("loop", join(supervisor.root, "loop"));
    await assert.rejects(read(supervisor, "/loop/x"), /too many levels of symbolic links/);
  });

  it("are refused with the container's path when there is no folder for them", async () => {
    await using supervisor = new Supervisor();
    await assert.rejects(supervisor.client.files.write("/a/b", "x"), (error: PathError) => {
      assert.equal(error.kind, "not-found");
      assert.equal(error.message, "open /a/b: no such file or directory");
      return true;
    });
    await supervisor.client.files.makeDir("/a");
    await assert.rejects(supervisor.client.files.write("/a", "x"), PathError);
    await assert.rejects(supervisor.client.files.makeDir("/a"), /mkdir \/a: file exists/);
  });

  it("of a mount are read and written in their source, which cannot be removed", async () => {
    const source = mkdtempSync(join(tmpdir(), "cobble-mount-"));
    try {
      await using supervisor = new Supervisor();
      writeFileSync(join(source, "a"), "1");
      supervisor.mount("/data/in", source);
      assert.equal(await read(supervisor, "/data/in/a"), "1");
      await supervisor.client.files.write("/data/in/b", "2");
      assert.equal(readFileSync(join(source, "b"), "utf8"), "2");
      await assert.rejects(supervisor.client.files.remove("/data/in", { recursive: true }), /busy/);
      await supervisor.stop();
      assert.equal(statSync(join(source, "a")).isFile(), true);
    } finally {
      rmSync(source, { recursive: true });
    }
  });
});
