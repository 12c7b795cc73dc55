import { rmSync } from "node:fs";
import { join } from "node:path";
import { isFresh, markMade } from "./freshness.ts";
import { outcomeOf, runCommand, type StepOutcome } from "./steps.ts";

/** The packages that others install, each after those it imports. */
export const libraries = ["wire", "plan", "client", "daemon", "charm", "testing"] as const;

/** One of them. */
export type Library = (typeof libraries)[number];

/**
 * Leaves JS and `.d.ts` of a library in its `dist`, unless they are newer than its sources and its own dependencies'.
 * Side effects: runs the TypeScript compiler; empties the library's `dist` first, so that no removed file stays.
 */
export async function buildLibrary(root: string, name: Library): Promise<StepOutcome> {
  const folder = join(root, "packages", name);
  const below = libraries.slice(0, libraries.indexOf(name));
  const inputs = [
    join(folder, "src"),
    join(folder, "package.json"),
    join(folder, "tsconfig.build.json"),
    join(root, "tsconfig.base.json"),
    ...below.map((library) => join(root, "packages", library, "src")),
  ];
  const made = join(folder, "dist/.built");
  if (isFresh(made, inputs)) return "fresh";
  const startedAt = new Date();
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  const compiler = join(root, "node_modules/.bin/tsc");
  const exitCode = await runCommand([compiler, "-p", join(folder, "tsconfig.build.json")], { cwd: root });
  if (exitCode === 0) {
    await Bun.write(made, "");
    markMade(made, startedAt);
  }
  return outcomeOf(exitCode);
}
