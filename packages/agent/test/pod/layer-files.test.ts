import { describe, expect, it } from "bun:test";
import { describeFieldFault } from "@cobble/plan";
import { layerFaults } from "../../src/pod/layer-files.ts";

const file = ".cobble/containers/db/layers/001-base.yaml";

describe("layerFaults", () => {
  it("gives every fault of a layer with its file, line and field", () => {
    const text = "services:\n  db:\n    override: replace\n    kill-delay: soon\n    comand: db\n";
    const faults = layerFaults(text, { file });
    expect(faults.map(({ line, path }) => [line, path])).toEqual([
      [4, "services.db.kill-delay"],
      [5, "services.db.comand"],
    ]);
    expect(faults.map(describeFieldFault).every((fault) => fault.startsWith(`${file}:`))).toBe(true);
  });

  it("finds nothing in a layer that is well, and leaves odd names to the supervisor", () => {
    expect(layerFaults("services: {}\n", { file })).toEqual([]);
    expect(layerFaults("nonsense", { file: "a/base.yaml" })).toEqual([]);
  });
});
