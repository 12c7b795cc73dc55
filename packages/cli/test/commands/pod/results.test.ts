import { describe, expect, it } from "bun:test";
import fc from "fast-check";
import { formatResults } from "../../../src/commands/pod/results.ts";

describe("formatResults", () => {
  it("prints dotted keys as maps, and quotes what YAML would read as something else", () => {
    const results = {
      "greeting.text": "hello Bob",
      "greeting.times": "2",
      ok: "true",
      url: "http://a:1/",
      empty: "",
    };
    expect(formatResults(results)).toBe(
      'greeting:\n  text: hello Bob\n  times: "2"\nok: "true"\nurl: http://a:1/\nempty: ""\n',
    );
  });

  it("prints nothing when there is nothing", () => {
    expect(formatResults({})).toBe("");
  });

  it("reads back as the same texts, whatever they are", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(Bun.YAML.parse(formatResults({ key: value }))).toEqual({ key: value });
      }),
    );
  });
});
