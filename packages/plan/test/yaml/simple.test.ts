import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseFullYaml } from "../../src/yaml/parse.ts";
import { parseSimpleYaml } from "../../src/yaml/simple.ts";
import { describeNode } from "./describe-yaml.ts";
import { yamlCases } from "./yaml-cases.ts";

const layer = `---
services:
  web:
    override: replace
    summary: 'The web: server'
    command: web --listen 80 # in the open
    environment: {A: b, "C": 'd e', E: [f, g h], I: {}}
    after: [db, cache]
    # What it needs.

    requires:
    - db
    - "x: y"
  db:
    override: replace
    command: db >log
    before:
      - web one
checks:
last: {url: http://x/, port: 80}
`;

/** What the real reader makes of a text; a fault is one whatever it says. */
const readFully = (text: string): ReturnType<typeof parseFullYaml> | "fault" => {
  try {
    return parseFullYaml(text);
  } catch {
    return "fault";
  }
};

const edit = fc.record({
  at: fc.nat(),
  removed: fc.integer({ min: 0, max: 3 }),
  added: fc.constantFrom(
    ...["", " ", "  ", "\n", "\n  ", ":", ": ", "-", "- ", "#", " #", "'", '"', "{", "}", "[", "]", ","],
    ...["a", "k: v\n", "|", "&a", "*a", "?", "!", "---", "...", "%", "@", "\\", "<<", "é", "~", "\t", "\r\n"],
  ),
});

const changed = (
  text: string,
  { at, removed, added }: { at: number; removed: number; added: string },
): string => {
  const start = at % (text.length + 1);
  return text.slice(0, start) + added + text.slice(start + removed);
};

describe("parseSimpleYaml", () => {
  it("reads an ordinary layer, to the same nodes as the real reader", () => {
    const node = parseSimpleYaml(layer);
    assert.ok(node !== undefined);
    assert.deepEqual(node, parseFullYaml(layer));
    assert.match(describeNode(node), /after: \[db, cache\], requires: \[db, "x: y"\]}.*checks: ~, last: /);
  });

  for (const [what, text] of [
    ["an anchor", "a: &b c\n"],
    ["a text of several lines", "a: |\n  b\n"],
    ["a value that goes on in the next line", "a: b\n  c\n"],
    ["a tab", "a: b\tc\n"],
    ["windows line ends", "a: b\r\n"],
    ["a key in quotes", '"a": b\n'],
    ["a merged map", "a: {<<: {b: c}}\n"],
    ["an escape", 'a: "\\n"\n'],
    ["a list of maps", "a:\n  - b: c\n"],
    ["a second document", "a: b\n---\nc: d\n"],
    ["a colon with a comment at it", "a:# b\n"],
    ["nothing", "\n# only a comment\n"],
  ] as const) {
    it(`leaves ${what} to the real reader`, () => {
      assert.equal(parseSimpleYaml(text), undefined);
    });
  }

  it("gives what the real reader gives wherever it answers, and never for a fault", () => {
    const texts = [layer, ...Object.values(yamlCases).flatMap((cases) => cases.map(([text]) => text))];
    let answered = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...texts, layer, layer, layer),
        fc.array(edit, { maxLength: 4 }),
        (text, edits) => {
          const edited = edits.reduce(changed, text);
          const simple = parseSimpleYaml(edited);
          if (simple === undefined) return;
          answered += 1;
          assert.deepEqual(simple, readFully(edited));
        },
      ),
      { numRuns: 5000 },
    );
    assert.ok(answered > 100);
  });
});
