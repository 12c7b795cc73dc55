import { expect, test } from "bun:test";
import { groupNames } from "../src/group-names.ts";

test("names are grouped by key, in the order in which they come", () => {
  const groups = groupNames(["ab", "c", "de", "f"], (name) => name.length);
  expect([...groups]).toEqual([
    [2, ["ab", "de"]],
    [1, ["c", "f"]],
  ]);
});
