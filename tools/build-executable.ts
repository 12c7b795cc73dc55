import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isFresh, markMade } from "./freshness.ts";
import { sealRuntime } from "./seal-runtime.ts";
import { outcomeOf, runCommand, type StepOutcome } from "./steps.ts";

/** The packages whose sources end up in the executable. */
export const executablePackages = ["wire", "plan", "client", "daemon", "agent", "cli"] as const;

/**
 * Leaves `dist/cobble`, one executable without a door for the place it starts in, and `dist/pebble`, its second name.
 * Does nothing when it is newer than the sources, the lock file and these tools.
 * Side effects: runs Bun's bundler; keeps the sealed runtime in `dist/.runtime`.
 */
export async function buildExecutable(root: string): Promise<StepOutcome> {
  const folder = join(root, "dist");
  const output = join(folder, "cobble");
  const inputs = [
    ...executablePackages.flatMap((name) => [
      join(root, "packages", name, "src"),
      join(root, "packages", name, "package.json"),
    ]),
    join(root, "package-lock.json"),
    import.meta.path,
    join(import.meta.dir, "seal-runtime.ts"),
  ];
  if (isFresh(output, inputs)) return "fresh";
  const startedAt = new Date();
  mkdirSync(join(folder, ".new"), { recursive: true });
  const runtime = sealedRuntime(folder);
  // Under another name first: a running executable cannot be written to, and a broken build leaves the old one.
  const unfinished = join(folder, ".new", "cobble");
  const exitCode = await runCommand(compileLine(root, { runtime, unfinished }), { cwd: root });
  if (exitCode === 0) {
    renameSync(unfinished, output);
    markMade(output, startedAt);
    rmSync(join(folder, "pebble"), { force: true });
    symlinkSync("cobble", join(folder, "pebble"));
  }
  return outcomeOf(exitCode);
}

function compileLine(
  root: string,
  files: { readonly runtime: string; readonly unfinished: string },
): readonly string[] {
  return [
    process.execPath,
    ..."build --compile --minify --bytecode --format=esm --splitting".split(" "),
    "--no-compile-autoload-dotenv",
    "--no-compile-autoload-bunfig",
    `--compile-executable-path=${files.runtime}`,
    join(root, "packages/cli/src/main.ts"),
    `--outfile=${files.unfinished}`,
  ];
}

/** The Bun that runs this, sealed; made once for each version of Bun and of the sealing. */
function sealedRuntime(folder: string): string {
  const sealed = join(folder, `.runtime-${Bun.version}`);
  if (isFresh(sealed, [process.execPath, join(import.meta.dir, "seal-runtime.ts")])) return sealed;
  const { bytes, counts } = sealRuntime(readFileSync(process.execPath));
  writeFileSync(sealed, bytes);
  chmodSync(sealed, 0o755);
  console.log(
    `sealed the runtime: ${counts.names} names, ${counts.comparisons} comparison, ${counts.renamed} renamed, ${counts.functions} function`,
  );
  return sealed;
}
