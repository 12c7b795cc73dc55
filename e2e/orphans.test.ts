import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startDaemon } from "./daemon.ts";
import { until } from "./support.ts";

const orphanCount = 20;

/** Leaves its session and its parent, as a program that daemonises does, and ends when the file `go` is there. */
const orphan = "echo $$ > {dir}/orphan-$1; while [ ! -e {dir}/go ]; do sleep 0.05; done";

const files = {
  "orphan.sh": orphan,
  "forker.sh": `for i in $(seq ${orphanCount}); do (setsid sh {dir}/orphan.sh $i &); done; sleep 1000`,
  "layers/001-forker.yaml":
    "services: {forker: {override: replace, command: sh {dir}/forker.sh, startup: enabled}}\n",
};

const parentOf = (pid: string): number | undefined => {
  if (!existsSync(`/proc/${pid}`)) return undefined;
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
};

describe("what a service leaves behind", () => {
  test("becomes the daemon's child, and no zombie when it ends", async () => {
    await using daemon = await startDaemon({ files });
    const pids = await until("all orphans have told their pid", async () => {
      const found = readdirSync(daemon.folder)
        .filter((name) => name.startsWith("orphan-"))
        .map((name) => readFileSync(join(daemon.folder, name), "utf8").trim());
      return found.length === orphanCount && !found.includes("") ? found : undefined;
    });
    await until("all have the daemon as parent", async () =>
      pids.every((pid) => parentOf(pid) === daemon.pid) ? true : undefined,
    );
    writeFileSync(join(daemon.folder, "go"), "");
    await until("none is left, not even as a zombie", async () =>
      pids.some((pid) => existsSync(`/proc/${pid}`)) ? undefined : true,
    );
    expect((await daemon.cobble("exec", "sh", "-c", "exit 7")).exitCode).toBe(7);
  });
});
