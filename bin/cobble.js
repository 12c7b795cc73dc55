#!/usr/bin/env node
/**
 * `npx cobble` and `npx pebble` from the checkout: the built executable where there is one, else the sources, run by Bun.
 */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBun, runInForeground } from "../tools/run-bun.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const name = basename(process.argv[1] ?? "") === "pebble" ? "pebble" : "cobble";
const built = join(root, "dist", name);
const words = process.argv.slice(2);

try {
  if (existsSync(built)) {
    runInForeground(built, words);
  } else {
    runInForeground(findBun(), [join(root, "packages/cli/src/main.ts"), ...words]);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
