// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what stands in a layer file is meant
import { describe, expect, it } from "bun:test";
import { emptyLogTarget, emptyService } from "@cobble/plan";
import { expandVariables, labelsOf } from "../../../src/managers/log-targets/labels.ts";

const environment = new Map([
  ["A", "a"],
  ["A_B", "ab"],
  ["1", "one"],
  ["*", "star"],
]);

describe("variables in a label", () => {
  // What the reference sent for each. @source pebble 1.32, seen: labels at a receiver
  const expanded: readonly (readonly [text: string, value: string])[] = [
    ["plain", "plain"],
    ["$A", "a"],
    ["user-$A", "user-a"],
    ["${A}x", "ax"],
    ["$A_B", "ab"],
    ["$A-B", "a-B"],
    ["$A$A", "aa"],
    ["{$A}", "{a}"],
    ["${A}}", "a}"],
    ["\\$A", "\\a"],
    ["a$NOPE-b", "a-b"],
    ["$1x", "onex"],
    ["${1}", "one"],
    ["$12", "one2"],
    ["${12}", ""],
    ["$*y", "stary"],
    ["${*}", "star"],
    ["$-x", "x"],
    ["$$", ""],
    ["$$A", "A"],
    ["$", "$"],
    ["x$", "x$"],
    ["$ A", "$ A"],
    ["$é", "$é"],
    ["${}x", "x"],
    ["${A", "A"],
    ["${A B}", ""],
    ["${$A}", ""],
  ];
  for (const [text, value] of expanded) {
    it(`give ${JSON.stringify(value)} for ${JSON.stringify(text)}`, () => {
      expect(expandVariables(text, environment)).toBe(value);
    });
  }
});

describe("the labels of a service's lines", () => {
  it("are the target's, in order of name, with the service's own environment", () => {
    const target = {
      ...emptyLogTarget("t"),
      labels: new Map([
        ["z", "$A"],
        ["b", "1"],
      ]),
    };
    const service = { ...emptyService("web"), environment };
    expect([...labelsOf(target, service)]).toEqual([
      ["b", "1"],
      ["z", "a"],
    ]);
    expect([...labelsOf(target, undefined)]).toEqual([
      ["b", "1"],
      ["z", ""],
    ]);
  });
});
