import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { startDaemon } from "./daemon.ts";
import { until } from "./support.ts";

const files = {
  "layers/001-limited.yaml":
    "services: {limited: {override: replace, command: sh -c 'ulimit -Sn; sleep 1000', startup: enabled}}\n",
};

test("the daemon raises its limit of open files, and services and commands have the one it was started with", async () => {
  await using daemon = await startDaemon({ files, openFiles: 200 });
  const line = await until("the service has told its limit", async () => {
    const { stdout } = await daemon.cobble("logs");
    return stdout === "" ? undefined : stdout;
  });
  expect(line).toEndWith(" [limited] 200\n");
  expect((await daemon.cobble("exec", "sh", "-c", "ulimit -Sn")).stdout).toBe("200\n");
  const [, soft, hard] =
    /^Max open files +(\d+) +(\d+)/m.exec(readFileSync(`/proc/${daemon.pid}/limits`, "utf8")) ?? [];
  expect(soft).toBe(hard ?? "");
});
