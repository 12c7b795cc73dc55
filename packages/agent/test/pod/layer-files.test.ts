import { describe, expect, it } from "bun:test";
import { describeFieldFault } from "@cobble/plan";
import { layerFaults } from "../../src/pod/layer-files.ts";

const file = ".cobble/containers/db/layers/001-base.yaml";

describe("layerFaults", () => {
  it("gives every fault of a layer with its file, line and field", () => {
    const text = "services:\n  db:\n    override: replace\n    kill-delay: soon\n    comand: db\n";
    const faults = layerFaults([{ file, text }]);
    expect(faults.map(({ line, path }) => [line, path])).toEqual([
      [4, "services.db.kill-delay"],
      [5, "services.db.comand"],
    ]);
    expect(faults.map(describeFieldFault).every((fault) => fault.startsWith(`${file}:`))).toBe(true);
  });

  it("finds nothing in a layer that is well, and leaves odd names to the supervisor", () => {
    expect(layerFaults([{ file, text: "services: {}\n" }])).toEqual([]);
    expect(layerFaults([{ file: "a/base.yaml", text: "nonsense" }])).toEqual([]);
  });

  it("finds what the layers of a container lack together, and not what one of them has", () => {
    const above = { file: file.replace("001-base", "002-top"), text: "services:\n  a: {override: merge}\n" };
    const below = { file, text: "services:\n  a: {override: replace, command: x, requires: [nobody]}\n" };
    expect(layerFaults([below, above]).map(({ path }) => path)).toEqual(["services.a.requires"]);
    const whole = { file, text: "services:\n  a: {override: replace, command: x}\n" };
    expect(layerFaults([whole, above])).toEqual([]);
    expect(layerFaults([above])).toHaveLength(1);
  });
});
