import { describe, expect, it } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = join(import.meta.dir, "../../src/main.ts");

/** Runs `cobble pod` in a folder of its own, with no other pod in sight. */
const runPod = async (
  words: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> => {
  const folder = mkdtempSync(join(tmpdir(), "cobble-cli-"));
  try {
    mkdirSync(join(folder, "src"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const child = Bun.spawn({
      cmd: [process.execPath, main, "pod", ...words],
      cwd: folder,
      env: { ...process.env, XDG_RUNTIME_DIR: join(folder, "run") },
      stdout: "pipe",
      stderr: "pipe",
    });
    const [stdout, stderr, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    return { code, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const charm = {
  "charmcraft.yaml": "name: app\nconfig:\n  options:\n    port: {type: int}\n",
  "src/charm.ts": "",
};

describe("cobble pod", () => {
  it("ends with 2 and names file, line and field when a file is wrong", async () => {
    const { code, stdout, stderr } = await runPod(["up"], {
      "charmcraft.yaml": "name: app\ncontainers:\n  web: {}\n",
    });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: charmcraft\.yaml:3:\d+: containers\.web: cannot/);
  });

  it("ends with 2 and names the option when a value is wrong", async () => {
    const { code, stderr } = await runPod(["up", "port=x"], charm);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot set config option port to "x": its type is int');
  });

  it("ends with 2 when the folder or the charm is missing, or the words are wrong", async () => {
    for (const words of [["up", "./none"], ["up"], ["frob"], ["up", "--loud"], ["run"], ["exec", "web"]]) {
      const { code, stderr } = await runPod(words);
      expect(code).toBe(2);
      expect(stderr).toStartWith("error: ");
    }
  });

  it("ends with 1 and says what to do when no pod is up", async () => {
    for (const words of [
      ["status"],
      ["config"],
      ["logs"],
      ["run", "purge"],
      ["down"],
      ["exec", "web", "--", "true"],
    ]) {
      const { code, stderr } = await runPod(words);
      expect([code, stderr]).toEqual([
        1,
        'error: cannot find a pod that is up: start one with "cobble pod up DIR"\n',
      ]);
    }
  });

  it("lists its commands, and tells about each", async () => {
    expect((await runPod([])).stdout).toMatch(/\n {2}up +Start a pod.*\n {2}status +Show the unit/);
    const help = await runPod(["config", "--help"]);
    expect(help.code).toBe(0);
    expect(help.stdout).toStartWith("Usage:\n  cobble pod config [flags] [<folder>] [<option=value>...]\n");
  });
});
