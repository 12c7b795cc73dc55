import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startDaemon } from "../daemon.ts";
import { until } from "../support.ts";
import { isUp } from "./looks.ts";

setDefaultTimeout(60_000);

/** Owns nothing on this machine but what these tests give it. */
const uid = 64_321;

describe.skipIf(process.getuid?.() !== 0)("a daemon that may not", () => {
  test("read or write a file says so of each, by the kind of the error", async () => {
    await using daemon = await startDaemon({ uid });
    const shut = join(daemon.folder, "shut");
    await mkdir(join(shut, "inside"), { recursive: true });
    await writeFile(join(shut, "a"), "secret", { mode: 0o600 });
    await chmod(shut, 0o755);
    await isUp(daemon);
    const says = async (words: readonly string[]): Promise<string> => {
      const { exitCode, stderr } = await daemon.cobble(...words);
      return `${exitCode} ${stderr.replace(/\s+/g, " ").trim()}`;
    };
    expect(await says(["pull", `${shut}/a`, "/dev/null"])).toBe(`1 error: open ${shut}/a: permission denied`);
    expect(await says(["push", "/etc/hostname", `${shut}/b`])).toBe(
      `1 error: open ${shut}/b: permission denied`,
    );
    expect(await says(["mkdir", `${shut}/c`])).toBe(`1 error: mkdir ${shut}/c: permission denied`);
    expect(await says(["rm", `${shut}/a`])).toBe(`1 error: remove ${shut}/a: permission denied`);
    expect(await says(["rm", "-r", `${shut}/inside`])).toBe(
      `1 error: unlinkat ${shut}/inside: permission denied`,
    );
    expect(await says(["mkdir", "--user", "nobody", `${daemon.folder}/d`])).toMatch(
      /^1 error: chown \S+\/d: operation not permitted$/,
    );
    await chmod(shut, 0o700);
    expect(await says(["ls", shut])).toBe(`1 error: open ${shut}: permission denied`);
    expect(await says(["ls", `${shut}/a`])).toBe(`1 error: stat ${shut}/a: permission denied`);
    const command = await daemon.cobble("exec", "-w", shut, "true");
    expect(command).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("permission denied") });
    expect((await daemon.cobble("exec", "-w", "/", "id", "-u")).stdout).toBe(`${uid}\n`);
  });

  test("run in its folder says so and ends", async () => {
    await using daemon = await startDaemon({ uid, env: { PEBBLE: "/proc/1" } });
    const log = await until("it has said why", async () => (await daemon.log()) || undefined);
    expect(log).toContain('cannot run daemon: directory "/proc/1" not writable');
  });
});
