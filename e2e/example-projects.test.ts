import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { copyExample } from "./example-pod.ts";
import { root, run } from "./support.ts";

/** The compiler is started, and a bundle made. */
setDefaultTimeout(120_000);

/** The tool as authors have it: what the build leaves, run by Node. */
const tool = join(root, "packages/charm/bin/cobble-charm.js");
const modules = join(root, "node_modules");

const projects = readdirSync(join(root, "examples"))
  .filter((name) => existsSync(join(root, "examples", name, "tsconfig.json")))
  .sort();

describe("an example that is copied to begin a charm with", () => {
  for (const name of projects) {
    test(`has no fault, passes its tests and can be packed: ${name}`, async () => {
      const cwd = copyExample(name);
      try {
        symlinkSync(modules, join(cwd, "node_modules"));
        const check = await run(["node", tool, "check"], { cwd });
        expect(check).toMatchObject({ exitCode: 0, stderr: "" });
        expect(check.stdout).toEndWith(", types\n");
        expect(await run([join(modules, ".bin/bun"), "test"], { cwd })).toMatchObject({ exitCode: 0 });
        expect(await run(["node", tool, "pack", "--runtime=node"], { cwd })).toMatchObject({ exitCode: 0 });
      } finally {
        rmSync(cwd, { recursive: true });
      }
    });
  }
});
