import { describe, expect, it } from "bun:test";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPodFolder } from "../../src/os/pod-folder.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

describe("readPodFolder", () => {
  it("takes an executable named dispatch before src/charm.ts", () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "charmcraft.yaml"), "name: app\n");
    expect(() => readPodFolder(folder.path)).toThrow("cannot find the charm's code");
    mkdirSync(join(folder.path, "src"));
    writeFileSync(join(folder.path, "src/charm.ts"), "");
    expect(readPodFolder(folder.path).entry).toEqual({ kind: "typescript", file: "src/charm.ts" });
    writeFileSync(join(folder.path, "dispatch"), "");
    expect(readPodFolder(folder.path).entry.kind).toBe("typescript");
    chmodSync(join(folder.path, "dispatch"), 0o755);
    expect(readPodFolder(folder.path).entry.kind).toBe("dispatch");
  });

  it("refuses at once a file that is a pipe or a folder", () => {
    using folder = temporaryFolder();
    Bun.spawnSync(["mkfifo", join(folder.path, "charmcraft.yaml")]);
    expect(() => readPodFolder(folder.path)).toThrow("cannot read charmcraft.yaml: it has to be a file");
    rmSync(join(folder.path, "charmcraft.yaml"));
    writeFileSync(join(folder.path, "charmcraft.yaml"), "name: app\n");
    mkdirSync(join(folder.path, "pod.yaml"));
    expect(() => readPodFolder(folder.path)).toThrow("cannot read pod.yaml: it has to be a file");
  });

  it("refuses a file where the pod's state has to be kept", () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, ".cobble"), "");
    expect(() => readPodFolder(folder.path)).toThrow("it has to be a folder");
  });

  it("says which folder is missing", () => {
    expect(() => readPodFolder("/nowhere/at/all")).toThrow("cannot find the folder /nowhere/at/all");
  });
});
