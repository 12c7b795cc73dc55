import { describe, expect, test } from "bun:test";
import { drawingMarks, drawPackages, insertDrawing } from "../boundaries/drawing.ts";
import type { GraphFile } from "../boundaries/import-graph.ts";
import { findFaults } from "../boundaries/rules.ts";
import { readSource } from "../boundaries/source-file.ts";

/** A file of a package, from its text. */
function file(packageName: string, path: string, text: string): GraphFile {
  return { package: packageName, path, shown: `${packageName}/${path}`, ...readSource(path, text) };
}

/** The fault of one file alone, without its place. */
function faultOf(packageName: string, path: string, text: string): string | undefined {
  return findFaults([file(packageName, path, text)])[0];
}

describe("between packages", () => {
  test("an import upward or sideways is a fault, whatever its form", () => {
    expect(faultOf("wire", "a.ts", 'import { x } from "@cobble/plan";')).toContain(
      "the matrix does not allow it",
    );
    expect(faultOf("daemon", "a.ts", 'import type { X } from "@cobble/client";')).toContain("matrix");
    expect(faultOf("agent", "a.ts", 'const x = await import("@cobble/daemon");')).toContain("matrix");
    expect(faultOf("plan", "a.ts", 'export * from "@cobble/client";')).toContain("matrix");
  });

  test("an import downward is allowed, by the public door only", () => {
    expect(faultOf("client", "a.ts", 'import { x } from "@cobble/wire";')).toBeUndefined();
    expect(faultOf("client", "a.ts", 'import { x } from "@cobble/wire/src/time.ts";')).toContain(
      "public door",
    );
    expect(faultOf("client", "a.ts", 'import { x } from "../../wire/src/time.ts";')).toContain(
      "outside the package",
    );
  });

  test("the command line loads the daemon when it is called, and not before", () => {
    expect(faultOf("cli", "a.ts", 'const x = await import("@cobble/daemon");')).toBeUndefined();
    expect(faultOf("cli", "a.ts", 'import type { X } from "@cobble/daemon";')).toBeUndefined();
    expect(faultOf("cli", "a.ts", 'import { x } from "@cobble/daemon";')).toContain("await import()");
  });

  test("another door is another thing to be allowed", () => {
    expect(faultOf("testing", "a.ts", 'import { x } from "@cobble/daemon/core";')).toBeUndefined();
    expect(faultOf("testing", "a.ts", 'import { x } from "@cobble/daemon";')).toContain("matrix");
    expect(faultOf("client", "a.ts", 'import { x } from "@cobble/daemon/core";')).toContain("public door");
  });

  test("the daemon's core loads nothing that needs Bun, not even by way of others or lazily", () => {
    const core = file(
      "daemon",
      "core.ts",
      'export { x } from "./a.ts";\nexport type { Y } from "./os/b.ts";',
    );
    const types = file("daemon", "os/b.ts", 'import { dlopen } from "bun:ffi";');
    expect(findFaults([core, file("daemon", "a.ts", ""), types])).toEqual([]);
    const lazy = file("daemon", "a.ts", 'const b = await import("./os/b.ts");');
    expect(findFaults([core, lazy, types])[0]).toContain("packages/daemon/src/core.ts has to do without Bun");
    const global = file("daemon", "os/c.ts", "Bun.spawn([]);");
    const through = file("daemon", "core.ts", 'export { x } from "./os/c.ts";');
    expect(findFaults([through, global])[0]).toContain("has to do without Bun");
  });

  test("a package that has parts only few need is not loaded as a whole", () => {
    expect(faultOf("cli", "a.ts", 'import { parseLayer } from "@cobble/plan";')).toBeUndefined();
    expect(faultOf("cli", "a.ts", 'const { parseLayer } = await import("@cobble/plan");')).toContain(
      "name what is needed",
    );
  });

  test("a package that the matrix does not name is a fault", () => {
    expect(faultOf("extra", "a.ts", "")).toContain("not in the matrix");
  });
});

describe("inside a package", () => {
  test("managers import neither each other nor the API, and of the operating system only types", () => {
    const manager = "managers/checks/manager.ts";
    expect(faultOf("daemon", manager, 'import { x } from "../services/machine.ts";')).toContain(
      "do not know each other",
    );
    expect(faultOf("daemon", manager, 'import type { X } from "../../api/router.ts";')).toContain("the API");
    expect(faultOf("daemon", manager, 'import { x } from "../../os/clock.ts";')).toContain(
      "given the operating system",
    );
    expect(faultOf("daemon", manager, 'import type { X } from "../../os/clock.ts";')).toBeUndefined();
    expect(faultOf("daemon", manager, 'import { step } from "./machine.ts";')).toBeUndefined();
  });

  test("files that import each other are a cycle, with types too, but not when one is loaded lazily", () => {
    const there = file("wire", "a.ts", 'import type { B } from "./b.ts";');
    expect(findFaults([there, file("wire", "b.ts", 'import { a } from "./a.ts";')])).toEqual([
      "wire/a.ts -> wire/b.ts -> wire/a.ts: a cycle of files",
    ]);
    expect(findFaults([there, file("wire", "b.ts", 'const a = await import("./a.ts");')])).toEqual([]);
  });
});

describe("the operating system", () => {
  test("modules and globals that reach outside are for one folder of a package", () => {
    expect(faultOf("agent", "pod/up.ts", 'import { readFileSync } from "node:fs";')).toContain("only os/");
    expect(faultOf("agent", "os/files.ts", 'import { readFileSync } from "node:fs";')).toBeUndefined();
    expect(faultOf("client", "transport/socket.ts", 'import { connect } from "node:net";')).toBeUndefined();
    expect(faultOf("agent", "pod/up.ts", "const home = process.env.HOME;")).toContain("process.env");
    expect(faultOf("agent", "pod/up.ts", 'Bun.spawn(["x"]);')).toContain("Bun.spawn");
    expect(faultOf("plan", "os/files.ts", 'import { readFileSync } from "node:fs";')).toContain(
      "another package",
    );
  });

  test("types, constants and a variable that is only called process are no such reach", () => {
    expect(faultOf("daemon", "api/a.ts", 'import type { ServerResponse } from "node:http";')).toBeUndefined();
    expect(faultOf("daemon", "api/a.ts", 'import { constants } from "node:os";')).toBeUndefined();
    expect(faultOf("charm", "exec.ts", "const f = (process: P) => process.stdout;")).toBeUndefined();
  });
});

describe("the drawing", () => {
  test("shows real imports, the lazy ones dotted, and leaves out what others imply", () => {
    const drawing = drawPackages([
      file("plan", "a.ts", 'import { x } from "@cobble/wire";'),
      file("daemon", "a.ts", 'import { x } from "@cobble/wire"; import { y } from "@cobble/plan";'),
      file("cli", "a.ts", 'const x = await import("@cobble/daemon");'),
    ]);
    const arrows = drawing.split("\n").filter((line) => line.includes("->"));
    expect(arrows).toEqual(["  cli -.-> daemon", "  daemon --> plan", "  plan --> wire"]);
  });

  test("goes between its marks, and a page without marks stays as it is", () => {
    const page = `above\n${drawingMarks.start}\nold\n${drawingMarks.end}\nbelow`;
    expect(insertDrawing(page, "new")).toBe(page.replace("old", "new"));
    expect(insertDrawing("no marks", "new")).toBe("no marks");
  });
});
