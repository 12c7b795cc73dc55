import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { type JsonTree, readFirstJson } from "../../src/api/json-tree.ts";

const read = (text: string): JsonTree => readFirstJson(new TextEncoder().encode(text));

/** A tree as `JSON.parse` would give it. */
const toValue = (tree: JsonTree): unknown => {
  switch (tree.kind) {
    case "object":
      return Object.fromEntries(tree.members.map(([key, value]) => [key, toValue(value)]));
    case "array":
      return tree.items.map(toValue);
    case "string":
      return tree.text;
    case "number":
      return Number(tree.literal);
    case "bool":
      return tree.value;
    case "null":
      return null;
    default:
      return tree satisfies never;
  }
};

describe("the first JSON value of a body", () => {
  it("ignores what follows", () => {
    expect(toValue(read("{}x"))).toEqual({});
    expect(toValue(read('{"a":"}"} {}'))).toEqual({ a: "}" });
    expect(toValue(read("nullx"))).toBe(null);
    expect(toValue(read("01"))).toBe(0);
    expect(toValue(read('\t\r\n "a\\"b" tail'))).toBe('a"b');
  });

  it("is any JSON value, however it is spaced, with its size in bytes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const tree = read(`${text} ]`);
        // Halves of surrogate pairs cannot be written in UTF-8.
        expect(toValue(tree)).toEqual(JSON.parse(text.replace(/\\ud[89a-f]../g, "\ufffd")));
        expect(tree.size).toBe(Buffer.byteLength(text));
      }),
    );
  });

  it("keeps digits, the order of keys, and keys that come twice", () => {
    expect(read("-1.50e+3")).toMatchObject({ kind: "number", literal: "-1.50e+3" });
    expect(read('{"b":1,"1":2,"b":3}')).toMatchObject({
      members: [["b"], ["1"], ["b"]].map((m) => [...m, {}]),
    });
  });

  it("has U+FFFD where the text is no UTF-8, or half of a surrogate pair", () => {
    expect(readFirstJson(Buffer.from('"a\xffb"', "latin1"))).toMatchObject({ text: "a\ufffdb" });
    expect(read('"\\ud800x \\ud83d\\ude00 \\udc00"')).toMatchObject({ text: "\ufffdx 😀 \ufffd" });
  });

  it("may be nested ten thousand times, and not once more", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(read(nested(10_000)).size).toBe(20_000);
    expect(() => read(nested(10_001))).toThrow("invalid character '[' exceeded max depth");
    expect(() => read('{"a":'.repeat(100_000))).toThrow("invalid character '{' exceeded max depth");
  });

  const faults: Readonly<Record<string, string>> = {
    "": "EOF",
    " \n": "EOF",
    "{": "unexpected EOF",
    '{"a"': "unexpected EOF",
    '{"a":1,': "unexpected EOF",
    '"abc': "unexpected EOF",
    "-": "unexpected EOF",
    "1.": "unexpected EOF",
    nul: "unexpected EOF",
    nope: "invalid character 'o' in literal null (expecting 'u')",
    "+1": "invalid character '+' looking for beginning of value",
    "'a'": "invalid character '\\'' looking for beginning of value",
    "\ufeff{}": "invalid character 'ï' looking for beginning of value",
    "\0": "invalid character '\\x00' looking for beginning of value",
    "\u0080": "invalid character 'Â' looking for beginning of value",
    "[1,]": "invalid character ']' looking for beginning of value",
    "[1 2]": "invalid character '2' after array element",
    "[1.]": "invalid character ']' after decimal point in numeric literal",
    "[1e+]": "invalid character ']' in exponent of numeric literal",
    "[-a]": "invalid character 'a' in numeric literal",
    "{,}": "invalid character ',' looking for beginning of object key string",
    '{"a" 1}': "invalid character '1' after object key",
    '{"a":1 "b"}': "invalid character '\"' after object key:value pair",
    '{"a":1,}': "invalid character '}' looking for beginning of object key string",
    '["a\nb"]': "invalid character '\\n' in string literal",
    '["\\x"]': "invalid character 'x' in string escape code",
    '["\\u12g4"]': "invalid character 'g' in \\u hexadecimal character escape",
  };
  for (const [text, message] of Object.entries(faults)) {
    it(`is refused in Go's words when it is ${JSON.stringify(text)}`, () => {
      expect(() => read(text)).toThrow(new Error(message));
    });
  }
});
