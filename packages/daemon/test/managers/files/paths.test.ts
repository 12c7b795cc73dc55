import { describe, expect, it } from "bun:test";
import { assertAbsolute, cleanPath, listedPath } from "../../../src/managers/files/paths.ts";

describe("paths", () => {
  it("must start at the root", () => {
    expect(() => assertAbsolute("/a")).not.toThrow();
    expect(() => assertAbsolute("a/b")).toThrow('paths must be absolute, got "a/b"');
    expect(() => assertAbsolute("")).toThrow('paths must be absolute, got ""');
  });

  it("are cleaned of dots, doubled and trailing slashes", () => {
    expect(["/", "//", "/a//b/", "/a/../b", "/../a", "/a/./"].map(cleanPath)).toEqual([
      "/",
      "/",
      "/a/b",
      "/b",
      "/a",
      "/a",
    ]);
  });

  it("are listed under the last name, twice when they end in a slash", () => {
    expect(["/a/b", "/a/b/", "/", "/a/.."].map(listedPath)).toEqual(["/a/b", "/a/b/b", "/", "/"]);
  });
});
