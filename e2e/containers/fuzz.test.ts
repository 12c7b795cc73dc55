import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root, until } from "../support.ts";
import { hasPodman, type Podman, startPodman } from "./podman.ts";

setDefaultTimeout(240_000);

const injected = join(root, "dist/inject");
/** It is installed beside the Python that is named. */
const schemathesis = join(dirname(process.env["COBBLE_PYTHON"] ?? ""), "schemathesis");

const canRun = [hasPodman, Bun.which("socat") !== null, existsSync(schemathesis), existsSync(injected)];

/** Of the password `secret`, by `openssl passwd -6 -salt abc`. */
const hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1";

/** An admin whose place no made-up identity takes, as one of user ID 0 would take root's. */
const identities = `identities:
  fuzzer:
    access: admin
    basic: {password: ${hash}}
    local: {user-id: 4242}
`;

/** There is a service, so that there are metrics, and something to ask for. */
const layer = `services:
  watcher:
    override: replace
    command: /charm/bin/pebble notices --type custom --timeout 1h
    startup: enabled
`;

/**
 * Starts the supervisor as a user without a name, in an empty root that nobody may write to: the checker makes up files and
 * commands too.
 */
const startSupervisor = async (podman: Podman): Promise<string> => {
  const home = join(podman.folder, "home");
  await mkdir(join(home, "layers"), { recursive: true });
  await chmod(home, 0o777);
  await writeFile(join(home, "layers/001-watcher.yaml"), layer);
  await writeFile(join(home, "identities.yaml"), identities);
  const started = await podman.run([
    ...["run", "--detach", "--network=none", "--name", "fuzzed", "--env", "PEBBLE=/home/pebble"],
    ...["--read-only", "--user", "65532:65532", "--cap-drop=all"],
    ...["--volume", `${injected}:/charm/bin:ro`, "--volume", `${home}:/home/pebble`],
    ...["--rootfs", await podman.emptyRoot("root"), "/charm/bin/cobble", "run"],
    ...["--identities", "/home/pebble/identities.yaml"],
  ]);
  expect(started).toMatchObject({ exitCode: 0, stderr: "" });
  const socketPath = join(home, ".pebble.socket");
  await until("the socket is there", async () => existsSync(socketPath) || undefined);
  return socketPath;
};

/** Makes the socket a port: the checker knows no sockets. */
const startRelay = (socketPath: string, port: number): Disposable => {
  const relay = Bun.spawn(
    ["socat", `TCP-LISTEN:${port},bind=127.0.0.1,fork,reuseaddr`, `UNIX-CONNECT:${socketPath}`],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  return { [Symbol.dispose]: () => relay.kill() };
};

describe.skipIf(canRun.includes(false))("the API, asked by schemathesis", () => {
  test("answers as its description says, to what that allows and to what it does not", async () => {
    await using podman = await startPodman();
    const socketPath = await startSupervisor(podman);
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    using _relay = startRelay(socketPath, port);
    const words = [
      ...["--config-file", join(import.meta.dir, "schemathesis.toml"), "--no-color"],
      ...["run", `http://127.0.0.1:${port}/v1/openapi.json`, "--wait-for-schema", "20"],
      ...["--auth", "fuzzer:secret", "--phases", "coverage,fuzzing", "--generation-deterministic"],
      ...["--max-examples", "60", "--request-timeout", "5"],
    ];
    const checker = Bun.spawn([schemathesis, ...words], {
      cwd: podman.folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [report, exitCode] = await Promise.all([new Response(checker.stdout).text(), checker.exited]);
    if (exitCode !== 0) console.error(report);
    expect(exitCode).toBe(0);
    expect(/(\d+) generated/.exec(report)?.[1]).toMatch(/^\d{3,}$/);
    const asked = await podman.run(["exec", "fuzzed", "/charm/bin/cobble", "services"]);
    expect(asked.stdout).toMatch(/^watcher +enabled /m);
  });
});
