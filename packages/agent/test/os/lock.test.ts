import { describe, expect, it } from "bun:test";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PodRunningError } from "../../src/errors.ts";
import { lockPod } from "../../src/os/lock.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

const holder = `
import { lockPod } from ${JSON.stringify(join(import.meta.dir, "../../src/os/lock.ts"))};
lockPod(process.argv[1], process.argv[2]);
console.log("locked");
setInterval(() => undefined, 1000);
`;

describe("lockPod", () => {
  it("keeps others out, names who runs the pod, and lets them in after its release", () => {
    using folder = temporaryFolder();
    const podDir = folder.path;
    const file = join(podDir, "runner.pid");
    const lock = lockPod(podDir, file);
    expect(() => lockPod(podDir, file)).toThrow(
      `cannot bring up ${podDir}: process ${process.pid} runs it already; see it with "cobble pod status", end it with "cobble pod down"`,
    );
    rmSync(file);
    expect(() => lockPod(podDir, file)).toThrow("another process runs it already");
    lock.release();
    expect(existsSync(file)).toBe(false);
    lockPod(podDir, file).release();
  });

  it("is free again when its holder was killed", async () => {
    using folder = temporaryFolder();
    const podDir = folder.path;
    const file = join(podDir, "runner.pid");
    const child = Bun.spawn({ cmd: [process.execPath, "-e", holder, podDir, file], stdout: "pipe" });
    const reader = child.stdout.getReader();
    await reader.read();
    try {
      lockPod(podDir, file);
      throw new Error("the lock was given twice");
    } catch (error) {
      expect(error).toBeInstanceOf(PodRunningError);
      expect(error).toHaveProperty("pid", child.pid);
    }
    child.kill("SIGKILL");
    await child.exited;
    lockPod(podDir, file).release();
  });
});
