import { describe, expect, it } from "bun:test";
import { bodyEncoding, parseMediaType } from "../../../src/api/files/media-type.ts";

const boundary = "0123456789abcdef0123456789abcdef";

describe("a media type", () => {
  it("is lower case, and its parameters keep theirs, quoted or not", () => {
    const media = parseMediaType(' Form-Data ; Name="a \\"b\\"; c" ;filename=X;');
    expect(media?.type).toBe("form-data");
    expect([...(media?.parameters ?? [])]).toEqual([
      ["name", 'a "b"; c'],
      ["filename", "X"],
    ]);
  });

  it("is unknown when it is empty or a parameter is malformed", () => {
    for (const text of ["", " ", "a/b; c", "a/b; c=", 'a/b; c="d', "a/b c=d"]) {
      expect(parseMediaType(text), text).toBeUndefined();
    }
  });
});

describe("the encoding of a files request", () => {
  it("is JSON or multipart with a long enough boundary", () => {
    expect(bodyEncoding("application/JSON; charset=utf-8")).toEqual({ type: "json" });
    expect(bodyEncoding(`multipart/form-data; boundary=${boundary}`)).toEqual({
      type: "multipart",
      boundary,
    });
  });

  it("is refused otherwise, with what is wrong", () => {
    expect(() => bodyEncoding("")).toThrow('invalid Content-Type ""');
    expect(() => bodyEncoding("text/plain")).toThrow('invalid media type "text/plain"');
    expect(() => bodyEncoding("multipart/form-data")).toThrow('invalid boundary ""');
    expect(() => bodyEncoding("multipart/form-data; boundary=short")).toThrow('invalid boundary "short"');
  });
});
