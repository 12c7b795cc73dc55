import { describe, expect, test } from "bun:test";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDaemon } from "./daemon.ts";
import { until } from "./support.ts";

/** Receives datagrams on a socket and writes each, with a newline, to a file. */
const listenFor = async (address: string) => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-notify-"));
  const file = join(folder, "received");
  const path = address.replace("{dir}", folder);
  const kind = path.startsWith("@") ? `ABSTRACT-RECV:${path.slice(1)}` : `UNIX-RECV:${path}`;
  const listener = Bun.spawn(["socat", "-u", kind, `CREATE:${file}`], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return {
    path,
    received: () => readFile(file, "utf8").catch(() => ""),
    [Symbol.asyncDispose]: async () => {
      listener.kill("SIGKILL");
      await listener.exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

describe.skipIf(Bun.which("socat") === null)("the service manager that started the daemon", () => {
  const addresses = ["{dir}/notify", `@cobble-notify-${process.pid}`];
  for (const address of addresses) {
    test(`is told that it is ready, and that it stops, on ${address.replace(/\d/g, "")}`, async () => {
      await using listener = await listenFor(address);
      await until("somebody listens", async () =>
        (await readFile("/proc/net/unix", "utf8")).includes(listener.path) ? true : undefined,
      );
      await using daemon = await startDaemon({
        files: { "layers/001-none.yaml": "" },
        env: { NOTIFY_SOCKET: listener.path },
      });
      await until("it is ready", async () => ((await listener.received()) === "READY=1" ? true : undefined));
      expect(await daemon.stop()).toBe(0);
      await until("it stops", async () =>
        (await listener.received()) === "READY=1STOPPING=1" ? true : undefined,
      );
    });
  }

  test("that is not there is told of in the log, and the daemon runs", async () => {
    await using daemon = await startDaemon({
      files: { "layers/001-none.yaml": "" },
      env: { NOTIFY_SOCKET: "{dir}/nobody" },
    });
    await until("the log tells", async () =>
      (await daemon.log()).includes(`nobody listens on NOTIFY_SOCKET "${daemon.folder}/nobody"`)
        ? true
        : undefined,
    );
    expect((await daemon.cobble("services")).stderr).toBe("Plan has no services.\n");
  });
});
