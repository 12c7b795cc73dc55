import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { YamlError } from "@cobble/plan";
import fc from "fast-check";
import type { YamlNode } from "../../src/yaml/node.ts";
import { parseFullYaml } from "../../src/yaml/parse.ts";
import { describeYaml } from "./describe-yaml.ts";
import { yamlCases } from "./yaml-cases.ts";

const faultOf = (text: string): YamlError => {
  try {
    parseFullYaml(text);
  } catch (error) {
    if (error instanceof YamlError) return error;
    throw error;
  }
  throw new Error(`the text was accepted: ${text}`);
};

for (const [about, cases] of Object.entries(yamlCases)) {
  describe(`parseFullYaml, of ${about}`, () => {
    for (const [text, read] of cases) {
      const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 10)}...${text.slice(-10)}` : text);
      it(`reads as the reference does: ${shown}`, () => {
        assert.equal(describeYaml(text), read);
      });
    }
  });
}

/** All nodes below and with this one. */
const nodesOf = (node: YamlNode): readonly YamlNode[] => {
  if (node.kind === "list") return [node, ...node.items.flatMap(nodesOf)];
  if (node.kind !== "map") return [node];
  return [node, ...node.pairs.flatMap(({ key, value }) => [...nodesOf(key), ...nodesOf(value)])];
};

const sign = fc.constantFrom(..."ab:-?[]{},'\"|>#&*!%@` \n\t\\~\r\u0085".split(""));

describe("parseFullYaml", () => {
  it("tells where each node stands, with its anchor or tag", () => {
    const text = "a: [b, &x c]\nd:\n  - !t e\n";
    const root = parseFullYaml(text);
    assert.ok(root !== undefined);
    const found = nodesOf(root).map(({ start }) => text.slice(start).split(/[\s,\]]/, 1)[0]);
    assert.deepEqual(found, ["a:", "a:", "[b", "b", "&x", "d:", "-", "!t"]);
  });

  it("gives an alias the node itself, which may be one that it is in", () => {
    const root = parseFullYaml("&a [*a]");
    assert.ok(root?.kind === "list");
    const [inner] = root.items;
    assert.ok(inner?.kind === "alias");
    assert.equal(inner.target, root);
  });

  it("tells where a fault is: at what cannot stand there, or where the thing began that has no end", () => {
    const offsets = ["a: b: c", "a: [b", 'a: "b\n', "a: b\nc\nd: e", "a:\n  b: c\n   d: e"].map(
      (text) => faultOf(text).offset,
    );
    assert.deepEqual(offsets, [4, 3, 3, 7, 14]);
  });

  for (const [open, depth] of [
    ["[", 10_000],
    ["{a: ", 10_000],
    ["- ", 10_000],
  ] as const) {
    it(`takes ${depth} collections in each other and no more: ${open}`, () => {
      const close = open === "[" ? "]" : open === "- " ? "" : "}";
      const nest = (count: number): string => open.repeat(count) + close.repeat(count);
      assert.ok(parseFullYaml(nest(depth)) !== undefined);
      assert.equal(faultOf(nest(depth + 1)).message, `exceeded max depth of ${depth}`);
    });
  }

  it("reads any text or says what is wrong with it, at a place in it", () => {
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        const text = signs.join("");
        try {
          const root = parseFullYaml(text);
          for (const { start } of root === undefined ? [] : nodesOf(root)) assert.ok(start <= text.length);
        } catch (error) {
          assert.ok(error instanceof YamlError);
          assert.ok(error.offset >= 0 && error.offset <= text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
