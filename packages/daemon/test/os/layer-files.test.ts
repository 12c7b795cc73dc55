import { describe, expect, it } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLayers } from "../../src/os/layer-files.ts";

/** Every account exists. */
const everybody = { accountMessage: () => undefined };

const withLayers = (use: (directory: string) => void): void => {
  const directory = mkdtempSync(join(tmpdir(), "cobble-layers-"));
  try {
    use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const fault = (directory: string, reason: string): string =>
  `cannot read layer "${join(directory, "001-abc.yaml")}": ${reason}`;

describe("a directory of layers", () => {
  it("is read in order, inner layers in the place of their directory, and links followed", () =>
    withLayers((directory) => {
      writeFileSync(join(directory, "003-last.yaml"), "summary: last");
      mkdirSync(join(directory, "002-middle.d"));
      writeFileSync(join(directory, "002-middle.d", "001-inner.yaml"), "summary: inner");
      symlinkSync("003-last.yaml", join(directory, "001-first.yaml"));
      expect(readLayers(directory, everybody).map((layer) => layer.label)).toEqual([
        "first",
        "middle/inner",
        "last",
      ]);
    }));

  it("has no layers, when it is not there", () =>
    withLayers((directory) => expect(readLayers(join(directory, "none"), everybody)).toEqual([])));

  it("is refused at once, when a layer is a pipe or a device", () =>
    withLayers((directory) => {
      const path = join(directory, "001-abc.yaml");
      Bun.spawnSync(["mkfifo", path]);
      expect(() => readLayers(directory, everybody)).toThrow(fault(directory, "not a file"));
      rmSync(path);
      symlinkSync("/dev/zero", path);
      expect(() => readLayers(directory, everybody)).toThrow(fault(directory, "not a file"));
    }));

  it("may have links to nowhere's device, which take layers away, and text in UTF-16", () =>
    withLayers((directory) => {
      symlinkSync("/dev/null", join(directory, "001-abc.yaml"));
      writeFileSync(join(directory, "002-abd.yaml"), "\ufeffsummary: é", "utf16le");
      expect(readLayers(directory, everybody).map(({ summary }) => summary)).toEqual(["", "é"]);
    }));

  it("is refused with the place, when a layer's bytes are no text", () =>
    withLayers((directory) => {
      writeFileSync(join(directory, "001-abc.yaml"), Buffer.from("summary: a\xff", "latin1"));
      expect(() => readLayers(directory, everybody)).toThrow(
        'cannot parse layer "abc": yaml: invalid leading UTF-8 octet',
      );
    }));

  it("is refused with the file's path, when a layer is a link to nothing", () =>
    withLayers((directory) => {
      symlinkSync("/nowhere/at/all", join(directory, "001-abc.yaml"));
      expect(() => readLayers(directory, everybody)).toThrow(fault(directory, "no such file or directory"));
    }));

  it("is refused, when it is a file", () =>
    withLayers((directory) => {
      const path = join(directory, "layers");
      writeFileSync(path, "");
      expect(() => readLayers(path, everybody)).toThrow(
        `cannot read layers directory "${path}": not a directory`,
      );
    }));

  it.skipIf(process.getuid?.() === 0)("is refused with the file's path, when a layer may not be read", () =>
    withLayers((directory) => {
      const path = join(directory, "001-abc.yaml");
      writeFileSync(path, "");
      chmodSync(path, 0);
      expect(() => readLayers(directory, everybody)).toThrow(fault(directory, "permission denied"));
    }),
  );
});
