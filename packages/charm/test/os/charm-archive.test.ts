import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { AuthorError } from "../../src/errors.ts";
import { writeArchive } from "../../src/os/charm-archive.ts";

const folder = mkdtempSync(join(tmpdir(), "archive-"));
after(() => rmSync(folder, { recursive: true }));

const modified = new Date("2026-01-02T03:04:06Z");
const entry = { name: "metadata.yaml", text: "name: pause\n", mode: 0o644 };

const isAbout =
  (text: string) =>
  (error: unknown): boolean =>
    error instanceof AuthorError && error.message.includes(text);

describe("writing an archive", () => {
  it("makes the folder that it is to be in", async () => {
    const path = join(folder, "not/there/yet/pause.charm");
    const size = await writeArchive(path, [entry], { modified });
    assert.equal(statSync(path).size, size);
  });

  it("says what cannot be written, and why", async () => {
    writeFileSync(join(folder, "file"), "");
    const path = join(folder, "file/pause.charm");
    await assert.rejects(writeArchive(path, [entry], { modified }), isAbout(`cannot write ${path}: `));
  });

  it("says which name an archive cannot have, and leaves nothing behind that fails later", async () => {
    const file = join(folder, "gone-soon");
    writeFileSync(file, "");
    const entries = [
      { name: "a", file, mode: 0o644 },
      { ...entry, name: "../b" },
    ];
    const written = writeArchive(join(folder, "pause.charm"), entries, { modified });
    rmSync(file);
    await assert.rejects(written, isAbout("../b"));
  });

  it("says which file cannot be read", async () => {
    const missing = { name: "dispatch", file: join(folder, "no-dispatch"), mode: 0o755 };
    const written = writeArchive(join(folder, "pause.charm"), [entry, missing], { modified });
    await assert.rejects(written, isAbout("no-dispatch"));
  });
});
