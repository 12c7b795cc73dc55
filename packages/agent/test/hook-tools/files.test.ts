import { describe, expect, it } from "bun:test";
import { filesToRead } from "../../src/hook-tools/files.ts";

describe("filesToRead", () => {
  it("finds the files of keys and values, and those of secrets, each once", () => {
    expect(filesToRead("relation-set", ["-r", "0", "--file", "-"])).toEqual(["-"]);
    expect(filesToRead("state-set", ["--file=/a"])).toEqual(["/a"]);
    expect(filesToRead("secret-add", ["key#file=/a=b", "key2#file=/a=b", "x=y"])).toEqual(["/a=b"]);
  });

  it("takes nothing of other tools for a file", () => {
    expect(filesToRead("juju-log", ["--file", "/a"])).toEqual([]);
    expect(filesToRead("relation-set", ["key#file=/a"])).toEqual([]);
    expect(filesToRead("state-set", ["--file"])).toEqual([]);
  });
});
