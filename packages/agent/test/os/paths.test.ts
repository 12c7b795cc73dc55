import { describe, expect, it } from "bun:test";
import { mkdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { containerSocket, isPodFolder, makePrivateDir, podPaths, runtimeDir } from "../../src/os/paths.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

describe("podPaths", () => {
  it("keeps sockets in .cobble where their paths are short enough", () => {
    const paths = podPaths("/pod", { containers: ["db"], runtimeDir: "/run/cobble" });
    expect(containerSocket(paths, "db")).toBe("/pod/.cobble/containers/db/pebble.socket");
    expect(paths.agentSocket).toBe("/pod/.cobble/agent.socket");
  });

  it("puts them into the runtime folder when one would be longer than 107 bytes", () => {
    const overhead = "/.cobble/containers/db/pebble.socket".length;
    const fits = `/${"p".repeat(107 - overhead - 1)}`;
    const options = { containers: ["db"], runtimeDir: "/run/cobble" };
    expect(containerSocket(podPaths(fits, options), "db")).toHaveLength(107);
    const long = podPaths(`${fits}p`, options);
    expect(containerSocket(long, "db")).toMatch(
      /^\/run\/cobble\/sockets\/[0-9a-f]{12}\/containers\/db\/pebble\.socket$/,
    );
    expect(long.unitStateFile).toBe(`${fits}p/.cobble/unit.json`);
    const wide = `/${"ü".repeat(50)}`;
    expect(podPaths(wide, options).socketsDir).toStartWith("/run/cobble/sockets/");
  });
});

describe("runtimeDir", () => {
  it("is the user's runtime folder, or one in the temporary folder", () => {
    expect(runtimeDir({ XDG_RUNTIME_DIR: "/run/user/7" })).toBe("/run/user/7/cobble");
    expect(runtimeDir({})).toEndWith(`/cobble-${process.getuid?.()}`);
  });
});

describe("makePrivateDir", () => {
  const uid = process.getuid?.() ?? 0;

  it("makes a folder for this user alone, and takes one that is there", () => {
    using folder = temporaryFolder();
    const dir = join(folder.path, "a/b");
    mkdirSync(join(folder.path, "a"), { mode: 0o755 });
    makePrivateDir(dir, uid);
    makePrivateDir(dir, uid);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  it("refuses a folder of another user, and a link", () => {
    using folder = temporaryFolder();
    expect(() => makePrivateDir(folder.path, uid + 1)).toThrow("it has to be a folder of this user");
    const link = join(folder.path, "link");
    symlinkSync("/tmp", link);
    expect(() => makePrivateDir(link, uid)).toThrow(`cannot use ${link}`);
  });
});

describe("isPodFolder", () => {
  it("is a folder with a charm, or with what a pod has left", () => {
    using folder = temporaryFolder();
    expect(isPodFolder(folder.path)).toBe(false);
    mkdirSync(join(folder.path, ".cobble"));
    expect(isPodFolder(folder.path)).toBe(true);
  });
});
