import { describe, expect, it } from "bun:test";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPod } from "../../src/os/find-pod.ts";
import { listPods, processStart, registerPod } from "../../src/os/registry.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

const pod = (podDir: string) => ({ podDir, unit: "app/0", socket: `${podDir}/s` });

describe("the registry of pods", () => {
  it("lists a pod until it is taken back", () => {
    using folder = temporaryFolder();
    const runtime = join(folder.path, "cobble");
    expect(listPods(runtime)).toEqual([]);
    const unregister = registerPod(runtime, pod("/a"));
    expect(listPods(runtime)).toMatchObject([{ podDir: "/a", pid: process.pid }]);
    unregister();
    expect(listPods(runtime)).toEqual([]);
  });

  it("forgets a pod whose runner is gone, even when another process has its id now", () => {
    using folder = temporaryFolder();
    const runtime = join(folder.path, "cobble");
    registerPod(runtime, pod("/a"));
    const entry = { ...pod("/b"), pid: process.pid, pidStarted: "1" };
    writeFileSync(join(runtime, "pods", "b.json"), JSON.stringify(entry));
    expect(listPods(runtime).map(({ podDir }) => podDir)).toEqual(["/a"]);
    expect(readdirSync(join(runtime, "pods"))).toHaveLength(1);
    expect(processStart(2 ** 22 + 1)).toBeUndefined();
  });
});

describe("findPod", () => {
  it("takes the folder that is named, or else the only pod there is", () => {
    using folder = temporaryFolder();
    const env = { XDG_RUNTIME_DIR: folder.path };
    const runtime = join(folder.path, "cobble");
    const find = (podDir?: string): string => findPod({ podDir, env }).podDir;
    expect(() => find()).toThrow("cannot find a pod that is up");
    const unregister = registerPod(runtime, pod("/a"));
    expect(find()).toBe("/a");
    registerPod(runtime, pod("/b"));
    expect(find("/b")).toBe("/b");
    expect(() => find()).toThrow("cannot tell which pod is meant, name its folder; these are up:\n  /");
    expect(() => find("/c")).toThrow("cannot find a pod in /c that is up; these are:");
    unregister();
    expect(find()).toBe("/b");
  });
});
