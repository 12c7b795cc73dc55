import { expect, setDefaultTimeout, test } from "bun:test";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunningDaemon, startDaemon } from "../daemon.ts";
import { isUp, residentMiB } from "./looks.ts";

setDefaultTimeout(180_000);

/** What is on its way, and garbage that is not collected yet; it does not grow with the file. */
const flatMiB = 160;

/** The most that it has held above what it began with, while `act` went on. */
const peakOf = async (daemon: RunningDaemon, act: () => Promise<unknown>): Promise<number> => {
  const before = residentMiB(daemon.pid);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, residentMiB(daemon.pid) - before);
  }, 20);
  await act();
  clearInterval(watch);
  return most;
};

test("a gigabyte is pushed and pulled in a steady amount of memory, and is the same", async () => {
  await using daemon = await startDaemon({});
  await isUp(daemon);
  const at = (name: string): string => join(daemon.folder, name);
  const [local, remote, back] = [at("local"), at("remote"), at("back")];
  // Mostly holes: it is the way through the daemon that is looked at.
  await writeFile(local, "begin");
  await truncate(local, 2 ** 30);
  const run = async (...words: readonly string[]): Promise<void> => {
    expect(await daemon.cobble(...words)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  };
  expect(await peakOf(daemon, () => run("push", local, remote))).toBeLessThan(flatMiB);
  expect(await peakOf(daemon, () => run("pull", remote, back))).toBeLessThan(flatMiB);
  expect(Bun.spawnSync(["cmp", local, back]).exitCode).toBe(0);
});

test("ten thousand files are listed and removed, whatever they are called", async () => {
  await using daemon = await startDaemon({});
  await isUp(daemon);
  const script = `mkdir many && cd many && seq -f 'file %g' 9997 | tr '\\n' '\\0' | xargs -0 touch && touch "$(printf '\\377')" && touch "$(printf 'a\\nb')" && mkfifo pipe`;
  const made = await daemon.cobble("exec", "-w", daemon.folder, "sh", "-c", script);
  expect(made).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  const many = join(daemon.folder, "many");
  const { stdout } = await daemon.cobble("ls", "-l", many);
  // One of the names has two lines.
  expect(stdout.trimEnd().split("\n")).toHaveLength(10_001);
  expect((await daemon.cobble("ls", `${many}/*9999`)).stdout).toBe("");
  expect((await daemon.cobble("ls", `${many}/*997`)).stdout.trimEnd().split("\n")).toHaveLength(10);
  expect((await daemon.cobble("rm", "-r", many)).exitCode).toBe(0);
  expect((await daemon.cobble("ls", "-d", many)).exitCode).toBe(1);
});
