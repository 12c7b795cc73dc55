import { describe, expect, it } from "bun:test";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claimDirectory, openPebbleDir } from "../../src/os/pebble-dir.ts";

const withDirectory = async (use: (directory: string) => Promise<void>): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "cobble-dir-"));
  try {
    await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const claim = (pebbleDir: string, socket = "s"): Promise<Disposable> =>
  claimDirectory({ pebbleDir, socketPath: join(pebbleDir, socket) });

const inUse = /^directory ".*" already in use by another daemon$/;

describe("a daemon's directory", () => {
  it("is for one daemon, even when the second has another socket", () =>
    withDirectory(async (directory) => {
      const first = await claim(directory);
      await expect(claim(directory)).rejects.toThrow(inUse);
      await expect(claim(directory, "other")).rejects.toThrow(inUse);
      first[Symbol.dispose]();
      using _again = await claim(directory);
    }));

  it("goes to one of those that ask for it together", () =>
    withDirectory(async (directory) => {
      const claims = await Promise.allSettled([1, 2, 3, 4].map(() => claim(directory)));
      expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }));

  it("is free again, though a program that the daemon started still runs", () =>
    withDirectory(async (directory) => {
      const first = await claim(directory);
      const child = Bun.spawn(["sleep", "60"]);
      first[Symbol.dispose]();
      using _again = await claim(directory);
      child.kill("SIGKILL");
      await child.exited;
    }));

  it("says what is wrong, when it cannot be made", () =>
    withDirectory(async (directory) => {
      const file = join(directory, "file");
      writeFileSync(file, "");
      const open = (path: string, create = false) => openPebbleDir(path, { create, write: true });
      expect(() => open(file, true)).toThrow(`mkdir ${file}: not a directory`);
      expect(() => open(join(file, "x/y"), true)).toThrow(`mkdir ${file}: not a directory`);
      expect(() => open(join(file, "x"))).toThrow("does not exist");
    }));

  it.skipIf(process.getuid?.() === 0)("has to be writable, unless nothing is written there", () =>
    withDirectory(async (directory) => {
      chmodSync(directory, 0o555);
      expect(() => openPebbleDir(directory, { create: false, write: true })).toThrow(
        `directory "${directory}" not writable`,
      );
      openPebbleDir(directory, { create: false, write: false });
    }),
  );
});

describe("a socket's path", () => {
  it("is refused with the reference's words, when somebody listens there", () =>
    withDirectory(async (directory) => {
      const path = join(directory, "s");
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(path, resolve));
      await expect(claim(directory)).rejects.toThrow(
        `when trying to listen on ${path}: socket "${path}" already in use`,
      );
      await new Promise((resolve) => server.close(resolve));
    }));

  it("is cleared of what a killed daemon left, and of a link to nothing", () =>
    withDirectory(async (directory) => {
      const path = join(directory, "s");
      symlinkSync("/nowhere/at/all", path);
      using _claim = await claim(directory);
      expect(existsSync(path)).toBe(false);
    }));

  it("is refused, when a directory is there", () =>
    withDirectory(async (directory) => {
      mkdirSync(join(directory, "s"));
      await expect(claim(directory)).rejects.toThrow(/^when trying to listen on .*: is a directory$/);
      // What was refused holds nothing.
      using _claim = await claim(directory, "free");
    }));

  it("is refused, when it is longer than clients can reach", () =>
    withDirectory(async (directory) => {
      await expect(claim(directory, "x".repeat(108))).rejects.toThrow(
        /bind: invalid argument \(its \d+ bytes/,
      );
    }));
});
