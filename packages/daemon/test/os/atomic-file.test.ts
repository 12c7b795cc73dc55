import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileError } from "../../src/errors.ts";
import { createAtomicFile, type FileAttributes } from "../../src/os/atomic-file.ts";

const umask = process.umask();
const plain: FileAttributes = { mode: 0o644, owner: undefined };
const kib = Buffer.alloc(1024, "x");

describe("a file in the making", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cobble-atomic-file-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = async (name: string, options: { readonly kibs: number; readonly mode?: number }) => {
    const attributes = { ...plain, mode: options.mode ?? plain.mode };
    const file = createAtomicFile(join(folder, name), { attributes, umask });
    for (let index = 0; index < options.kibs; index += 1) await file.write(kib);
    return file;
  };

  // The small ones are written in one go, the large ones as they come, with a mode that the umask forbids both.
  for (const kibs of [0, 1, 64, 65, 3000]) {
    for (const mode of [0o644, 0o666]) {
      test(`has ${kibs} KiB and mode ${mode.toString(8)} when it is in its place, and leaves nothing else`, async () => {
        writeFileSync(join(folder, "f"), "what was there before");
        await (await write("f", { kibs, mode })).commit();
        expect(readFileSync(join(folder, "f")).equals(Buffer.alloc(kibs * 1024, "x"))).toBe(true);
        expect(statSync(join(folder, "f")).mode & 0o777).toBe(mode);
        expect(readdirSync(folder)).toEqual(["f"]);
      });
    }
  }

  for (const kibs of [1, 100]) {
    test(`of ${kibs} KiB is not there before, and not after it was given up`, async () => {
      const file = await write("f", { kibs });
      expect(readdirSync(folder)).not.toContain("f");
      await file.discard();
      expect(readdirSync(folder)).toEqual([]);
    });

    test(`of ${kibs} KiB says that its directory is missing, and names the path that was asked for`, async () => {
      const made = write("none/f", { kibs }).then((file) => file.commit());
      await expect(made).rejects.toThrow(
        new FileError("not-found", `open ${join(folder, "none/f")}: no such file or directory`),
      );
    });

    test(`of ${kibs} KiB leaves nothing where a directory is in the way`, async () => {
      const file = await write(".", { kibs });
      await expect(file.commit()).rejects.toThrow("rename");
      expect(readdirSync(folder)).toEqual([]);
    });
  }

  test.skipIf(process.getuid?.() === 0)("is not written where the directory may not be read", async () => {
    chmodSync(folder, 0o300);
    const made = write("f", { kibs: 1 }).then((file) => file.commit());
    await expect(made).rejects.toThrow(
      new FileError("permission-denied", `open ${folder}: permission denied`),
    );
    chmodSync(folder, 0o700);
    expect(readdirSync(folder)).toEqual([]);
  });
});
