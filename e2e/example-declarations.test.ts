import { describe, expect, it } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./support.ts";

const folder = join(root, "examples");
const charms = readdirSync(folder).filter((name) => existsSync(join(folder, name, "src/charmcraft.d.ts")));
const author = join(root, "packages/charm/src/author/main.ts");

describe("the declarations of the examples", () => {
  it.each(charms)("of %s are what cobble-charm types makes of its charmcraft.yaml", async (name) => {
    const run = Bun.spawn([process.execPath, author, "types", "--check", join(folder, name)], {
      stderr: "pipe",
    });
    expect([await new Response(run.stderr).text(), await run.exited]).toEqual(["", 0]);
  });
});
