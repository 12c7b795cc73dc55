import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { executablePackages } from "../../build-executable.ts";
import { bundledPackages, thirdPartyLicenses } from "../../inject/third-party-licenses.ts";

const root = join(import.meta.dir, "../../..");

describe("third party licences", () => {
  test("cover every package that ours depend on, and none that only builds or tests", () => {
    const packages = bundledPackages(root, executablePackages);
    expect(packages).toContain("yaml");
    expect(packages).toContain("ws");
    expect(packages).not.toContain("typescript");
  });

  test("have the texts of the LGPL, the version of the C library and how to replace it", () => {
    const text = thirdPartyLicenses(root, {
      ours: executablePackages,
      libc: "/lib/x86_64-linux-gnu/libc.so.6",
      libraries: ["libc.so.6"],
    });
    expect(text).toMatch(/## The GNU C library \(.*\d+\.\d+.*\)/);
    expect(text).toContain("To replace it, put other files of the same names into `lib`");
    expect(text).toContain("GNU LESSER GENERAL PUBLIC LICENSE");
    expect(text).toContain("GNU LIBRARY GENERAL PUBLIC LICENSE");
    expect(text).toContain("Permission to use, copy, modify, and/or distribute this software");
  });
});
