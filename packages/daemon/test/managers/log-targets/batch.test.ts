import { expect, it } from "bun:test";
import { batchLines, mapLines } from "../../../src/managers/log-targets/batch.ts";
import { batchOf, run } from "./batches.ts";

it("a batch has the lines of each service together, in order of name, each with its time", () => {
  const batch = batchOf([run("b", "1", "2"), run("a", "3"), { ...run("b", "4"), time: 5_999 }], { x: "y" });
  expect(batchLines(batch)).toBe(4);
  const lines = batch.map((its) => [its.service, its.labels.get("x"), ...mapLines(its, (...line) => line)]);
  expect(lines).toEqual([
    ["a", "y", ["3", "1767323045678000000"]],
    ["b", "y", ["1", "1767323045678000000"], ["2", "1767323045678000000"], ["4", "5000000"]],
  ]);
});
