import { afterEach, beforeEach, describe, expect, it } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programFault } from "../../src/os/program-fault.ts";

describe("a program", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "cobble-program-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const put = (content: string | Buffer, mode = 0o755): string => {
    const path = join(directory, "program");
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };

  it("can be started when it is there, with its interpreter", () => {
    expect(programFault("/bin/sh")).toBeUndefined();
    expect(programFault(put("#! /bin/sh -e\ntrue\n"))).toBeUndefined();
    expect(programFault(put(""))).toBeUndefined();
  });

  it("cannot when it does not exist, is a directory, or may not be executed", () => {
    const absent = join(directory, "absent");
    expect(programFault(absent)).toEqual({ kind: "program", text: `"${absent}" does not exist` });
    const folder = join(directory, "folder");
    mkdirSync(folder);
    expect(programFault(folder)?.text).toBe(`"${folder}" is not a file`);
    const plain = put("x", 0o644);
    expect(programFault(plain)?.text).toBe(`"${plain}" is not executable`);
    expect(programFault(join(plain, "below"))?.text).toContain("not");
  });

  it("cannot when the interpreter of a script does not exist", () => {
    const path = put("#!/no/such/shell\n");
    const text = `the interpreter "/no/such/shell" of "${path}" does not exist`;
    expect(programFault(path)).toEqual({ kind: "interpreter", text });
  });

  it("cannot when the loader of a binary does not exist", () => {
    const binary = readFileSync("/bin/sh");
    const at = binary.indexOf("/lib");
    binary.write("/not", at, "latin1");
    expect(programFault(put(binary))?.text).toStartWith('the interpreter "/not');
    expect(programFault(put(binary.subarray(0, 64)))).toBeUndefined();
  });
});
