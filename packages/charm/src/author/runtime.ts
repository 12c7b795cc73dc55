/** What a packed charm runs by. */
export const packRuntimes = ["executable", "node", "bun"] as const;
/** One of {@link packRuntimes}. */
export type PackRuntime = (typeof packRuntimes)[number];

/** The charm that is an executable. */
const executableFile = "dispatch";

/** Where the code of a charm that is no executable lies in the archive. */
export const codeFile = "src/charm.mjs";

const needs = { node: "Node.js 20 or newer", bun: "Bun" } as const;

/** Node 22.1 and newer keep there what they make of the code; the first hook writes it. */
const nodeCache = 'export NODE_COMPILE_CACHE="$PWD/.node-compile-cache"\n';

/**
 * The `dispatch` of a charm that a runtime in its container runs: Juju calls it for each hook. The last word of its last line
 * is what `charmcraft analyse` takes for the entrypoint.
 */
export const dispatchScript = (runtime: Exclude<PackRuntime, "executable">): string =>
  `#!/bin/sh
# Runs one hook of the charm. ${needs[runtime]} has to be in the charm's container.
cd "$(dirname "$(readlink -f "$0")")" || exit 1
${runtime === "node" ? nodeCache : ""}exec ${runtime} ./${codeFile}
`;

/** The log and traces have the names of the author's classes, and those of errors: names are left as they are. */
const smallest: readonly string[] = ["--minify-syntax", "--minify-whitespace"];

/** Whether a file that the bundler leaves is a part of the charm; maps of an executable are inside of it as well. */
export const isPacked = (runtime: PackRuntime, name: string): boolean =>
  runtime !== "executable" || name === executableFile;

/** The arguments of `bun` that make a charm's code one program. */
export const bundleArgs = (
  runtime: PackRuntime,
  paths: { readonly entry: string; readonly folder: string },
): readonly string[] => {
  const { entry, folder } = paths;
  if (runtime === "executable") {
    return [
      ...["build", entry, "--compile", "--bytecode", "--format=esm", "--splitting", ...smallest],
      // Inside the executable: 0.6 MB, for stacks that name the author's own files and lines.
      "--sourcemap=linked",
      // Without these two the charm would run code that lies in its working directory.
      ...["--no-compile-autoload-dotenv", "--no-compile-autoload-bunfig"],
      `--outfile=${folder}/${executableFile}`,
    ];
  }
  return [
    ...["build", entry, `--target=${runtime}`, "--format=esm", "--splitting", ...smallest],
    ...[`--outdir=${folder}/src`, "--entry-naming=charm.mjs", "--chunk-naming=[name]-[hash].mjs"],
  ];
};
