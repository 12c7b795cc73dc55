import { describe, expect, it } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PodRunningError } from "../../src/errors.ts";
import { lockPod } from "../../src/os/lock.ts";
import { temporaryFolder } from "../fixtures/temporary.ts";

const holder = `
import { lockPod } from ${JSON.stringify(join(import.meta.dir, "../../src/os/lock.ts"))};
lockPod(process.argv[1], "/pod");
console.log("locked");
setInterval(() => undefined, 1000);
`;

describe("lockPod", () => {
  it("keeps others out, names who runs the pod, and lets them in after its release", () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "lock");
    const lock = lockPod(file, "/pod");
    expect(() => lockPod(file, "/pod")).toThrow(
      `cannot bring up /pod: process ${process.pid} runs it already; see it with "cobble pod status", end it with "cobble pod down"`,
    );
    lock.release();
    expect(existsSync(file)).toBe(false);
    lockPod(file, "/pod").release();
  });

  it("is free again when its holder was killed", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "lock");
    const child = Bun.spawn({ cmd: [process.execPath, "-e", holder, file], stdout: "pipe" });
    const reader = child.stdout.getReader();
    await reader.read();
    try {
      lockPod(file, "/pod");
      throw new Error("the lock was given twice");
    } catch (error) {
      expect(error).toBeInstanceOf(PodRunningError);
      expect(error).toHaveProperty("pid", child.pid);
    }
    child.kill("SIGKILL");
    await child.exited;
    lockPod(file, "/pod").release();
  });
});
