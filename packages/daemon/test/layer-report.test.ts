import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspectLayers, inspectPebbleDir, type LayerReport } from "@cobble/daemon";

const good = "services: {a: {override: replace, command: c}}\n";
const needsB = "services: {a: {override: replace, command: c, requires: [b]}}\n";

describe("a report of layers", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cobble-report-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
    return path;
  };

  const told = ({ findings }: LayerReport): readonly string[] =>
    findings.map(({ severity, file = "", line, message }) => {
      const place = `${file.replace(folder, "")}:${line}`;
      return `${severity} ${place} ${message.replaceAll(folder, "")}`;
    });

  it("has the faults of all layers of a directory, with their texts to show them in", async () => {
    const lower = write("layers/001-low.yaml", needsB);
    const upper = write("layers/002-upper.d/001-inner.yaml", "services: {a: {override: merge, x: y}}");
    const report = await inspectLayers([join(folder, "layers")]);
    expect(told(report)).toEqual([
      'error /layers/001-low.yaml:1 service "b" does not exist',
      "error /layers/002-upper.d/001-inner.yaml:1 field x not found in type plan.Service",
    ]);
    expect([...report.sources.keys()]).toEqual([lower, upper]);
    expect(report.counts.layers).toBe(2);
  });

  it("takes files in the order that they are named in, whatever their names", async () => {
    const base = write("z.yaml", needsB);
    const top = write("a.yaml", "services: {b: {override: replace, command: c}}");
    expect(told(await inspectLayers([base, top]))).toEqual([]);
    expect((await inspectLayers([base, top])).counts).toMatchObject({ layers: 2, services: 2 });
  });

  it("has every name that is wrong, and what is in such files too", async () => {
    write("layers/001-low.yaml", good);
    write("layers/001-other.yaml", "x: y");
    write("layers/2-bad.yaml", "z: y");
    write("layers/003-dir.d/1-bad.yaml", "");
    write("layers/004-pair.yml", "");
    mkdirSync(join(folder, "layers/005-plain"));
    expect(told(await inspectLayers([join(folder, "layers")])).toSorted()).toEqual(
      [
        'error /layers/001-other.yaml:0 invalid layer filename: "001-other.yaml" not unique (have "001-low.yaml" already)',
        'error /layers/001-other.yaml:1 unknown section "x"',
        'error /layers/2-bad.yaml:0 invalid layer filename: "2-bad.yaml" (must look like "123-some-label.yaml")',
        'error /layers/2-bad.yaml:1 unknown section "z"',
        'error /layers/003-dir.d/1-bad.yaml:0 invalid layer filename: "1-bad.yaml" (must look like "123-some-label.yaml")',
        "warning /layers/004-pair.yml:0 is passed over: it has not the name of a layer",
        "warning /layers/005-plain:0 is passed over: it has not the name of a layer",
      ].toSorted(),
    );
  });

  it("has files that cannot be read, at once, and then nothing of the plan", async () => {
    write("layers/001-low.yaml", needsB);
    Bun.spawnSync(["mkfifo", join(folder, "layers/002-pipe.yaml")]);
    symlinkSync("/dev/zero", join(folder, "layers/003-zero.yaml"));
    symlinkSync("/nowhere", join(folder, "layers/004-gone.yaml"));
    expect(told(await inspectLayers([join(folder, "layers")]))).toEqual([
      'error /layers/002-pipe.yaml:0 cannot read layer "/layers/002-pipe.yaml": not a file',
      'error /layers/003-zero.yaml:0 cannot read layer "/layers/003-zero.yaml": not a file',
      'error /layers/004-gone.yaml:0 cannot read layer "/layers/004-gone.yaml": no such file or directory',
    ]);
    expect(told(await inspectLayers([join(folder, "layers/002-pipe.yaml")]))).toHaveLength(1);
  });

  it("has a fault for a named directory without layers, and a guess which was meant", async () => {
    write("layers/001-low.yaml", good);
    mkdirSync(join(folder, "empty"));
    const [finding] = (await inspectLayers([folder])).findings;
    expect(finding).toMatchObject({
      message: "cannot find a layer in this directory",
      suggestion: join(folder, "layers"),
    });
    expect((await inspectLayers([join(folder, "empty")])).findings).toMatchObject([
      { hint: "layers are named like 001-label.yaml" },
    ]);
    expect(told(await inspectLayers([join(folder, "none")]))).toEqual([
      'error /none:0 cannot read layer "/none": no such file or directory',
    ]);
  });

  it("of a Pebble directory has what the daemon would find: layers, or none", async () => {
    expect(await inspectPebbleDir(folder)).toMatchObject({ findings: [], counts: { layers: 0 } });
    write("layers/001-low.yaml", needsB);
    expect(told(await inspectPebbleDir(folder))).toEqual([
      'error /layers/001-low.yaml:1 service "b" does not exist',
    ]);
    expect(told(await inspectPebbleDir(join(folder, "none")))).toEqual([
      'error /none:0 directory "/none" does not exist',
    ]);
  });

  it("asks for this machine's accounts only where the daemon would, not for files that are named", async () => {
    const text = "checks: {k: {override: replace, exec: {command: c, user: no-such-user}}}";
    const file = write("layers/001-low.yaml", text);
    expect(told(await inspectLayers([file]))).toEqual([]);
    expect(told(await inspectPebbleDir(folder))).toEqual([
      'error /layers/001-low.yaml:1 plan check "k" has invalid user/group: user: unknown user no-such-user',
    ]);
  });
});
