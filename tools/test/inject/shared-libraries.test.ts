import { describe, expect, test } from "bun:test";
import { parseLibraries } from "../../inject/shared-libraries.ts";

const listing = `\tlinux-vdso.so.1 (0x00007fde78507000)
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007fde78313000)
\t/lib64/ld-linux-x86-64.so.2 (0x00007fde78509000)
\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007fde78229000)
`;

describe("shared libraries", () => {
  test("are those with a file, the loader apart", () => {
    expect(parseLibraries(listing)).toEqual({
      loader: "/lib64/ld-linux-x86-64.so.2",
      libraries: ["/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libm.so.6"],
    });
  });

  test("that are not found are named", () => {
    expect(() => parseLibraries("\tlibz.so.1 => not found\n")).toThrow(
      "cannot find the library libz.so.1 that the executable needs",
    );
  });

  test("without a loader are a fault of the listing", () => {
    expect(() => parseLibraries("\tstatically linked\n")).toThrow("cannot tell the loader of the executable");
  });
});
