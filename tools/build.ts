import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildExecutable } from "./build-executable.ts";
import { buildInject } from "./build-inject.ts";
import { buildLibrary, libraries } from "./build-libraries.ts";
import { isFresh } from "./freshness.ts";
import { outcomeOf, runCommand, runStep, type StepOutcome, type StepResult } from "./steps.ts";

const root = join(import.meta.dir, "..");

/** Each example may bring a `build.ts`, which leaves its made files in its own `dist`. */
async function buildExample(name: string): Promise<StepOutcome> {
  const folder = join(root, "examples", name);
  const inputs = [folder, join(root, "packages/charm/src"), join(root, "packages/client/src")];
  const made = join(folder, "dist/.built");
  if (isFresh(made, inputs)) return "fresh";
  const exitCode = await runCommand([process.execPath, "build.ts"], { cwd: folder });
  if (exitCode === 0) await Bun.write(made, "");
  return outcomeOf(exitCode);
}

/** `npm run build -- inject`: only what a container gets. */
async function buildForContainers(): Promise<boolean> {
  const { outcome } = await runStep("executable dist/cobble", () => buildExecutable(root));
  if (outcome === "failed") return false;
  return (await runStep("folder dist/inject", () => buildInject(root))).outcome !== "failed";
}

/** Builds everything, in order. A part that fails does not keep the later ones from being tried, and from telling more. */
async function build(): Promise<boolean> {
  const results: StepResult[] = [];
  for (const name of libraries) {
    results.push(await runStep(`library ${name}`, () => buildLibrary(root, name)));
  }
  results.push(await runStep("executable dist/cobble", () => buildExecutable(root)));
  results.push(await runStep("folder dist/inject", () => buildInject(root)));
  const examples = readdirSync(join(root, "examples")).sort();
  for (const name of examples.filter((example) => existsSync(join(root, "examples", example, "build.ts")))) {
    results.push(await runStep(`example ${name}`, () => buildExample(name)));
  }
  return results.every(({ outcome }) => outcome !== "failed");
}

const built = process.argv[2] === "inject" ? await buildForContainers() : await build();
process.exitCode = built ? 0 : 1;
