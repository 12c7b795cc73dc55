import { afterEach, describe, expect, test } from "bun:test";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyOnce, makeTarget } from "../../src/os/copy-once.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const makeRoom = () => {
  const folder = mkdtempSync(join(tmpdir(), "cobble-copy-"));
  folders.push(folder);
  const source = join(folder, "source");
  const target = join(folder, "target");
  mkdirSync(join(source, "layers"), { recursive: true });
  mkdirSync(target);
  writeFileSync(join(source, "layers/001-base.yaml"), "services: {}\n");
  chmodSync(join(source, "layers/001-base.yaml"), 0o600);
  writeFileSync(join(source, "run.sh"), "true\n");
  chmodSync(join(source, "run.sh"), 0o755);
  symlinkSync("nowhere", join(source, "link"));
  return { source, target };
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("copying once", () => {
  test("fills an empty directory, with links as links and modes that all may read", () => {
    const { source, target } = makeRoom();
    copyOnce(source, target);
    expect(readFileSync(join(target, "layers/001-base.yaml"), "utf8")).toBe("services: {}\n");
    const umask = process.umask();
    expect(modeOf(join(target, "layers/001-base.yaml"))).toBe(0o666 & ~umask);
    expect(modeOf(join(target, "run.sh"))).toBe((0o666 | 0o755) & ~umask);
    expect(readlinkSync(join(target, "link"))).toBe("nowhere");
    expect(existsSync(join(target, ".copy-once-finished"))).toBe(false);
  });

  test("leaves a directory alone that has anything in it", () => {
    const { source, target } = makeRoom();
    writeFileSync(join(target, "own"), "");
    copyOnce(source, target);
    expect(existsSync(join(target, "layers"))).toBe(false);
  });

  test("makes a directory that is missing, and those above it", () => {
    const { source, target } = makeRoom();
    const missing = join(target, "a/b");
    makeTarget(source, missing);
    copyOnce(source, missing);
    expect(modeOf(missing)).toBe(0o777 & ~process.umask());
    expect(existsSync(join(missing, "layers/001-base.yaml"))).toBe(true);
  });

  test("makes nothing for a source that does not exist", () => {
    const { target } = makeRoom();
    makeTarget(join(target, "nowhere"), join(target, "a"));
    expect(existsSync(join(target, "a"))).toBe(false);
  });

  test("says what is in the way of the directory that it would make", () => {
    const { source, target } = makeRoom();
    const file = join(source, "run.sh");
    expect(() => makeTarget(source, file)).toThrow(`open ${file}: not a directory`);
    expect(() => makeTarget(source, join(file, "a"))).toThrow(
      `cannot copy "${source}" to "${join(file, "a")}": mkdir ${join(file, "a")}: not a directory`,
    );
    expect(() => makeTarget(file, join(target, "a"))).toThrow(
      `cannot copy "${file}" to "${join(target, "a")}": stat .: not a directory`,
    );
  });

  test("of a directory to itself ends, and so does one to a place in it", () => {
    const { source, target } = makeRoom();
    copyOnce(target, target);
    expect(readdirSync(target)).toEqual([]);
    mkdirSync(join(source, "inner"));
    copyOnce(source, join(source, "inner"));
    expect(readdirSync(join(source, "inner")).sort()).toEqual(["inner", "layers", "link", "run.sh"]);
    expect(readdirSync(join(source, "inner/inner"))).toEqual([]);
  });

  test("does nothing when the source does not exist", () => {
    const { source, target } = makeRoom();
    copyOnce(`${source}-none`, target);
    expect(existsSync(join(target, "layers"))).toBe(false);
  });

  test("begins anew after a kill while it copied", () => {
    const { source, target } = makeRoom();
    mkdirSync(join(target, ".copy-once/layers"), { recursive: true });
    copyOnce(source, target);
    expect(existsSync(join(target, "run.sh"))).toBe(true);
    expect(existsSync(join(target, ".copy-once"))).toBe(false);
  });

  test("goes on after a kill while it moved", () => {
    const { source, target } = makeRoom();
    copyOnce(source, target);
    mkdirSync(join(target, ".copy-once-finished"));
    renameSync(join(target, "run.sh"), join(target, ".copy-once-finished/run.sh"));
    copyOnce(source, target);
    expect(existsSync(join(target, "run.sh"))).toBe(true);
    expect(existsSync(join(target, ".copy-once-finished"))).toBe(false);
  });

  test("refuses a source that is a file", () => {
    const { source, target } = makeRoom();
    expect(() => copyOnce(join(source, "run.sh"), target)).toThrow(
      `cannot copy "${source}/run.sh" to "${target}": stat .: not a directory`,
    );
  });

  test("refuses what is neither file, directory nor link, by its name", () => {
    const { source, target } = makeRoom();
    Bun.spawnSync(["mkfifo", join(source, "fifo")]);
    expect(() => copyOnce(source, target)).toThrow(
      `cannot copy "${source}" to "${target}": CopyFS fifo: invalid argument`,
    );
  });
});
