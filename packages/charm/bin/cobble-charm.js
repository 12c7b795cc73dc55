#!/usr/bin/env node
/** The author's tool. In a checkout it is there as soon as packages are installed, and runs once the libraries are built. */
import { existsSync } from "node:fs";

const tool = new URL("../dist/author/main.js", import.meta.url);
if (existsSync(tool)) {
  await import(tool.href);
} else {
  console.error("cannot run cobble-charm: it is not built; run npm run build in the checkout");
  process.exitCode = 1;
}
