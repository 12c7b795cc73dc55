import { describe, expect, it } from "bun:test";
import { cleanPath, pathParts, readPaths, readQuery, readTarget, withPath } from "../src/request-target.ts";

describe("the target of a request", () => {
  it("has a path without escapes, and a query as it is written", () => {
    expect(readTarget("/v1/a%20b%2Fc?x=%20")).toEqual({ origin: "", path: "/v1/a b/c", search: "x=%20" });
    expect(readTarget("/")).toEqual({ origin: "", path: "/", search: "" });
    expect(readTarget("/%C3%A9%ff")?.path).toBe("/é\ufffd");
  });

  it("may be a whole URL", () => {
    expect(readTarget("http://host:1/v1?a")).toEqual({ origin: "http://host:1", path: "/v1", search: "a" });
    expect(readTarget("HTTP://host")).toEqual({ origin: "HTTP://host", path: "", search: "" });
  });

  it("has parts that may hold an escaped slash", () => {
    expect(pathParts("/v1/a%2Fb/%63?d/e")).toEqual(["", "v1", "a/b", "c"]);
    expect(pathParts("http://h/a")).toEqual(["", "a"]);
  });

  it("is none, when an escape in its path is broken", () => {
    for (const target of ["/%", "/%2", "/%zz", "/a%2gb"]) expect(readTarget(target)).toBeUndefined();
    expect(readTarget("/a?%zz")).toBeDefined();
  });

  const clean: Readonly<Record<string, string>> = {
    "": "/",
    "/": "/",
    "//": "/",
    "/..": "/",
    "/a/": "/a/",
    "/a//": "/a/",
    "/a/.": "/a",
    "/a/..": "/",
    "/a/../../b/./c//d": "/b/c/d",
    "*": "/*",
  };
  for (const [path, expected] of Object.entries(clean)) {
    it(`has ${JSON.stringify(path)} cleaned to ${expected}`, () => {
      expect(cleanPath(path)).toBe(expected);
      expect(cleanPath(expected)).toBe(expected);
    });
  }

  it("keeps its origin and query, when its path is another", () => {
    expect(withPath("http://h//a?x=%20y", "/a b?*")).toBe("http://h/a%20b%3F%2A?x=%20y");
    expect(withPath("//a", "/a")).toBe("/a");
  });

  it("has a query without the pairs that cannot be read", () => {
    expect([...readQuery("a=1&b=%zz&c=2;d&e=%20&f=+&a=3")]).toEqual([
      ["a", "1"],
      ["e", " "],
      ["f", " "],
      ["a", "3"],
    ]);
    expect([...readQuery("a=b;c")]).toEqual([]);
  });
});

describe("the paths of a query", () => {
  it("keep bytes that are no UTF-8, and are those of that parameter", () => {
    expect(readPaths("path=/%ff&path=a+b%2Bc&other=x&path", "path")).toEqual(["/\udcff", "a b+c", ""]);
    expect(readPaths("p%61th=/x=y&path=a;b&path=%zz", "path")).toEqual(["/x=y"]);
    expect(readPaths("", "path")).toEqual([]);
  });
});
