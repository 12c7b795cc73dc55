import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { firstJsonValue } from "../../src/api/first-json-value.ts";

describe("the first JSON value of a body", () => {
  it("ignores what follows", () => {
    expect(firstJsonValue("{}x")).toEqual({});
    expect(firstJsonValue('{"a":"}"} {}')).toEqual({ a: "}" });
    expect(firstJsonValue("null")).toBe(null);
    expect(firstJsonValue('  "a\\"b" tail')).toBe('a"b');
  });

  it("is an error, when there is none", () => {
    expect(() => firstJsonValue("")).toThrow("EOF");
    expect(() => firstJsonValue("x")).toThrow();
    expect(() => firstJsonValue('{"a":')).toThrow();
  });

  it("is any JSON value, whatever stands behind it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, tail) => {
        const text = JSON.stringify(value);
        expect(firstJsonValue(`${text} ${tail}`)).toEqual(JSON.parse(text));
      }),
    );
  });
});
