import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linkedPackage } from "../../src/author/links.ts";

describe("what a charm is linked to", () => {
  it("is our packages, what the checkout has of others, and the checkout itself in the place of Bun", () => {
    const version = "1.0.0";
    const text = JSON.stringify({
      scripts: { test: "bun test" },
      dependencies: { "@cobble/charm": version },
      devDependencies: {
        "@cobble/testing": version,
        "@types/node": version,
        bun: version,
        typescript: version,
      },
    });
    const data = JSON.parse(linkedPackage(text, "../cobble"));
    assert.deepEqual(data.dependencies, { "@cobble/charm": "file:../cobble/packages/charm" });
    assert.deepEqual(data.devDependencies, {
      "@cobble/testing": "file:../cobble/packages/testing",
      "@types/node": "file:../cobble/node_modules/@types/node",
      cobble: "file:../cobble",
      typescript: "file:../cobble/node_modules/typescript",
    });
    assert.deepEqual(data.scripts, { test: "bun test" });
  });
});
