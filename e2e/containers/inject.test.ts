import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, until } from "../support.ts";
import { hasPodman, type Podman, startPodman } from "./podman.ts";

setDefaultTimeout(60_000);

const injected = join(root, "dist/inject");
const muslLoader = "/lib/ld-musl-x86_64.so.1";

/** A service of the one program that is in every root: who waits for a notice that nobody records runs until it is ended. */
const layer = `services:
  watcher:
    override: replace
    command: /charm/bin/pebble notices --type custom --timeout 1h
    startup: enabled
`;

/** Starts the injected supervisor as the first process of a container and waits until its service runs. */
const startContainer = async (
  podman: Podman,
  { rootfs, name, options = [] }: { rootfs: string; name: string; options?: readonly string[] },
): Promise<void> => {
  const home = join(podman.folder, `${name}-home`);
  await mkdir(join(home, "layers"), { recursive: true });
  await writeFile(join(home, "layers/001-watcher.yaml"), layer);
  await chmod(home, 0o777);
  const volumes = ["--volume", `${injected}:/charm/bin:ro`, "--volume", `${home}:/home/pebble`];
  const started = await podman.run([
    ...["run", "--detach", "--network=none", "--name", name, "--env", "PEBBLE=/home/pebble"],
    ...[...volumes, ...options, "--rootfs", rootfs, "/charm/bin/cobble", "run"],
  ]);
  expect(started).toMatchObject({ exitCode: 0, stderr: "" });
  await until("the service runs", async () => {
    const { stdout } = await podman.run(["exec", name, "/charm/bin/cobble", "services"]);
    return /^watcher +enabled +active /m.test(stdout) ? true : undefined;
  });
};

/** Ends the container as an orchestrator does, and reads what its supervisor left. */
const stopContainer = async (podman: Podman, name: string): Promise<void> => {
  expect((await podman.run(["stop", "--time", "20", name])).exitCode).toBe(0);
  const { stdout } = await podman.run(["inspect", "--format", "{{.State.ExitCode}}", name]);
  expect(stdout.trim()).toBe("0");
  const logs = await podman.run(["logs", name]);
  expect(logs.stderr + logs.stdout).toContain("Exiting on terminated signal.");
};

describe.skipIf(!hasPodman || !existsSync(injected))("the injected folder", () => {
  test("is all that an empty image needs", async () => {
    await using podman = await startPodman();
    await startContainer(podman, { rootfs: await podman.emptyRoot("empty"), name: "empty" });
    const missing = await podman.run(["exec", "empty", "/charm/bin/cobble", "exec", "/bin/sh"]);
    expect(missing.stderr).toBe('error: cannot find executable "/bin/sh"\n');
    await stopContainer(podman, "empty");
  });

  test("runs as a user without a name on a root that nobody may write to", async () => {
    await using podman = await startPodman();
    const rootfs = await podman.emptyRoot("strict");
    const options = ["--read-only", "--user", "65532:65532", "--cap-drop=all"];
    await startContainer(podman, { rootfs, name: "strict", options });
    await stopContainer(podman, "strict");
  });

  test.skipIf(!existsSync(muslLoader))(
    "runs beside another C library, and so do the programs of that image",
    async () => {
      await using podman = await startPodman();
      const rootfs = await podman.emptyRoot("musl");
      await mkdir(join(rootfs, "lib"));
      await copyFile(await realpath(muslLoader), join(rootfs, muslLoader));
      await symlink("ld-musl-x86_64.so.1", join(rootfs, "lib/libc.musl-x86_64.so.1"));
      await startContainer(podman, { rootfs, name: "musl" });
      const loader = await podman.run(["exec", "musl", "/charm/bin/cobble", "exec", muslLoader]);
      expect(loader.stderr).toStartWith("musl libc (x86_64)");
      await stopContainer(podman, "musl");
    },
  );
});
