import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { linkedPackage } from "../../src/author/links.ts";
import { templateFolder } from "../../src/os/author-process.ts";

describe("what a charm is linked to", () => {
  it("is our packages, what the checkout has of others, and the checkout itself in the place of Bun", async () => {
    const text = await readFile(join(templateFolder, "package.json"), "utf8");
    const data = JSON.parse(linkedPackage(text, "../cobble"));
    assert.deepEqual(data.dependencies, { "@cobble/charm": "file:../cobble/packages/charm" });
    assert.deepEqual(data.devDependencies, {
      "@cobble/testing": "file:../cobble/packages/testing",
      "@types/node": "file:../cobble/node_modules/@types/node",
      cobble: "file:../cobble",
      typescript: "file:../cobble/node_modules/typescript",
    });
    assert.deepEqual(data.scripts, JSON.parse(text).scripts);
  });
});
