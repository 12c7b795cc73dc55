import { describe, expect, it } from "bun:test";
import type { Charmcraft } from "@cobble/plan";
import { ValueError } from "../../src/errors.ts";
import { readActionParams } from "../../src/unit/action-params.ts";

const actions: Charmcraft["actions"] = new Map([
  [
    "greet",
    {
      title: "",
      description: "",
      required: ["name"],
      params: new Map<string, unknown>([
        ["name", { type: "string" }],
        ["times", { type: "integer", default: 1 }],
        ["loud", { type: "boolean" }],
        ["to", { type: "object" }],
        ["list", { type: "array" }],
      ]),
    },
  ],
  ["free", { title: "", description: "", required: [], params: new Map() }],
]);

const read = (name: string, ...words: readonly string[]) => readActionParams(actions, { name, words });

const linesOf = (name: string, ...words: readonly string[]): readonly string[] => {
  try {
    read(name, ...words);
  } catch (error) {
    if (error instanceof ValueError) return error.message.split("\n");
    throw error;
  }
  return [];
};

describe("readActionParams", () => {
  it("fills in defaults, and reads values as YAML except where a text is wanted", () => {
    expect(read("greet", "name=007", "loud=true", "list=[a, 1]")).toEqual({
      name: "007",
      times: 1,
      loud: true,
      list: ["a", 1],
    });
  });

  it("makes a map of a dotted name", () => {
    expect(read("greet", "name=x", "to.a.b=1", "to.c=2")).toMatchObject({ to: { a: { b: 1 }, c: 2 } });
  });

  it("takes any parameter where the action declares none, and a text that is no YAML as it stands", () => {
    expect(read("free", "x=[", "y=2")).toEqual({ x: "[", y: 2 });
  });

  it("tells all that is wrong: missing, unknown, and of a wrong type", () => {
    expect(linesOf("greet", "times=often", "extra=1", "list={a: 1}")).toEqual([
      'cannot go without parameter "name"',
      'cannot use the string "often" for parameter "times": its type is integer',
      'cannot use parameter "extra": there are name, times, loud, to, list',
      'cannot use a map for parameter "list": its type is array',
    ]);
  });

  it("names the actions there are when asked for another", () => {
    expect(linesOf("purge")).toEqual(['cannot run action "purge": the charm\'s actions are greet, free']);
  });

  it("refuses a word that is no assignment", () => {
    expect(linesOf("greet", "name")[0]).toContain("name=value");
  });
});
