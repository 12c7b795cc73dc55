import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, until } from "../support.ts";
import { hasPodman, type Podman, startPodman } from "./podman.ts";

setDefaultTimeout(60_000);

const injected = join(root, "dist/inject");
const busybox = Bun.which("busybox");

/** Leaves ten orphans behind each second. */
const layer = `services:
  forker:
    override: replace
    command: sh -c "while true; do (setsid sh -c 'sleep 0.2' &); sleep 0.1; done"
    startup: enabled
checks:
  up:
    override: replace
    level: alive
    threshold: 1
    period: 1s
    exec: {command: "true"}
`;

/** A root with a shell, and a directory of layers. */
const shellRoot = async (podman: Podman): Promise<string> => {
  const rootfs = await podman.emptyRoot("shell");
  await mkdir(join(rootfs, "bin"));
  await mkdir(join(rootfs, "var/lib/pebble/default/layers"), { recursive: true });
  await copyFile(busybox ?? "", join(rootfs, "bin/busybox"));
  await writeFile(join(rootfs, "var/lib/pebble/default/layers/001-base.yaml"), layer);
  const names = ["sh", "sleep", "setsid", "true", "ps", "cat"];
  for (const name of names) Bun.spawnSync(["ln", "-sf", "busybox", join(rootfs, "bin", name)]);
  return rootfs;
};

const volume = ["--volume", `${injected}:/charm/bin:ro`, "--network=none"];

describe.skipIf(!hasPodman || busybox === null || !existsSync(injected))(
  "as the entry point of a container",
  () => {
    test("the daemon reaps every orphan, is asked for its health, and ends at podman stop", async () => {
      await using podman = await startPodman();
      const rootfs = await shellRoot(podman);
      const started = await podman.run([
        ...[
          "run",
          "--detach",
          "--name",
          "pod",
          ...volume,
          "--health-cmd",
          "/charm/bin/pebble health --level alive",
        ],
        ...["--rootfs", rootfs, "/charm/bin/pebble", "run"],
      ]);
      // Podman complains that without systemd nothing will run its health checks by the clock; the test does.
      expect(started.exitCode).toBe(0);
      const inside = async (...words: readonly string[]) => podman.run(["exec", "pod", ...words]);
      await until("the check has run", async () =>
        (await inside("/charm/bin/pebble", "checks")).stdout.includes(" up ") ? true : undefined,
      );
      expect((await podman.run(["healthcheck", "run", "pod"])).exitCode).toBe(0);
      await until("orphans have come and gone", async () => {
        const { stdout } = await inside("/bin/ps", "-o", "pid,stat,args");
        const pids = stdout.split("\n").map((line) => Number.parseInt(line, 10));
        expect(stdout.split("\n").filter((line) => / Z /.test(line)).length).toBeLessThan(3);
        return Math.max(...pids.filter(Number.isFinite)) > 60 ? true : undefined;
      });
      expect((await podman.run(["stop", "--time", "20", "pod"])).exitCode).toBe(0);
      const { stdout } = await podman.run(["inspect", "--format", "{{.State.ExitCode}}", "pod"]);
      expect(stdout.trim()).toBe("0");
    });

    test("enter exec ends the container with the exit code of its command", async () => {
      await using podman = await startPodman();
      const rootfs = await shellRoot(podman);
      const entered = await podman.run([
        ...["run", "--rm", ...volume, "--rootfs", rootfs],
        ...["/charm/bin/pebble", "enter", "exec", "--", "sh", "-c", "echo hello; exit 7"],
      ]);
      expect(entered).toEqual({ exitCode: 7, stdout: "hello\n", stderr: "" });
    });

    test("podman stop reaches the command of enter exec, whose exit code is the container's", async () => {
      await using podman = await startPodman();
      const rootfs = await shellRoot(podman);
      const script = "trap 'exit 5' TERM; echo ready; while true; do sleep 0.1; done";
      const started = await podman.run([
        ...["run", "--detach", "--name", "pod", ...volume, "--rootfs", rootfs],
        ...["/charm/bin/pebble", "enter", "exec", "--", "sh", "-c", script],
      ]);
      expect(started.exitCode).toBe(0);
      await until("the command runs", async () =>
        (await podman.run(["logs", "pod"])).stdout === "ready\n" ? true : undefined,
      );
      expect((await podman.run(["stop", "--time", "20", "pod"])).exitCode).toBe(0);
      const { stdout } = await podman.run(["inspect", "--format", "{{.State.ExitCode}}", "pod"]);
      expect(stdout.trim()).toBe("5");
    });
  },
);
