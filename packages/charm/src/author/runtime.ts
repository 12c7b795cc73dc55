/** What a packed charm runs by. */
export const packRuntimes = ["executable", "node", "bun"] as const;
/** One of {@link packRuntimes}. */
export type PackRuntime = (typeof packRuntimes)[number];

/** Where the code of a charm that is no executable lies in the archive. */
export const codeFile = "src/charm.mjs";

/**
 * The `dispatch` of a charm that a runtime in its container runs: Juju calls it for each hook. The last word of its last line
 * is what `charmcraft analyse` takes for the entrypoint.
 */
export const dispatchScript = (runtime: Exclude<PackRuntime, "executable">): string =>
  `#!/bin/sh
# Runs one hook of the charm. ${runtime === "node" ? "Node.js 20 or newer" : "Bun"} has to be in the charm's container.
cd "$(dirname "$0")" || exit 1
exec ${runtime} ./${codeFile}
`;

/** The arguments of `bun` that make a charm's code one program. */
export const bundleArgs = (
  runtime: PackRuntime,
  paths: { readonly entry: string; readonly folder: string },
): readonly string[] => {
  const { entry, folder } = paths;
  if (runtime === "executable") {
    return [
      ...["build", entry, "--compile", "--minify", "--bytecode", "--format=esm", "--splitting"],
      // Without these two the charm would run code that lies in its working directory.
      ...["--no-compile-autoload-dotenv", "--no-compile-autoload-bunfig"],
      `--outfile=${folder}/dispatch`,
    ];
  }
  return [
    ...[
      "build",
      entry,
      `--target=${runtime}`,
      "--format=esm",
      "--minify-syntax",
      "--minify-whitespace",
      "--splitting",
    ],
    ...[`--outdir=${folder}/src`, "--entry-naming=charm.mjs", "--chunk-naming=[name]-[hash].mjs"],
  ];
};
