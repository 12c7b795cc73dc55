import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executable, until } from "./support.ts";

setDefaultTimeout(30_000);

const reference = Bun.which("pebble");

const makeFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), "cobble-state-"));
  const env = { ...process.env, PEBBLE: folder };
  return {
    folder,
    run: (program: string, ...words: readonly string[]) => {
      const { exitCode, stdout, stderr } = Bun.spawnSync([program, ...words], { env });
      return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};

/** Runs a daemon while `use` does something with it. */
const withDaemon = async (
  program: string,
  folder: string,
  use: () => Promise<void> | void,
): Promise<void> => {
  const child = Bun.spawn([program, "run", "--hold"], {
    stdio: ["ignore", "ignore", "ignore"],
    env: { ...process.env, PEBBLE: folder },
  });
  try {
    await until("the daemon listens", async () =>
      existsSync(join(folder, ".pebble.socket")) ? true : undefined,
    );
    await use();
  } finally {
    child.kill("SIGTERM");
    await child.exited;
  }
};

describe("state", () => {
  test("is not handed over while a daemon uses it, nor where there is none", async () => {
    await using place = await makeFolder();
    const none = place.run(executable, "state", "export");
    expect(none).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("cannot export state: there is no file"),
    });
    await withDaemon(executable, place.folder, () => {
      const busy = place.run(executable, "state", "export");
      expect(busy).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("already in use") });
    });
  });

  test.skipIf(reference === null)("goes from the reference to Cobble and back", async () => {
    const pebble = reference ?? "";
    await using place = await makeFolder();
    const { run, folder } = place;
    const list = (program: string) => run(program, "notices", "--type", "custom", "--abs-time").stdout;
    let before = "";
    await withDaemon(pebble, folder, () => {
      run(pebble, "notify", "example.com/first", "a=1");
      before = list(pebble);
    });
    await withDaemon(executable, folder, () => {
      expect(list(executable)).toBe(before);
      run(executable, "notify", "example.com/second");
      before = list(executable);
    });
    expect(run(executable, "state", "export")).toMatchObject({
      exitCode: 0,
      stdout: `Wrote ${folder}/.pebble.state\n`,
    });
    await withDaemon(pebble, folder, () => expect(list(pebble)).toBe(before));
  });
});
