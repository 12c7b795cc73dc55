import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type ImportFact, readSource, type SourceFacts } from "./source-file.ts";

/** A file of a package. */
export interface GraphFile extends SourceFacts {
  readonly package: string;
  /** Relative to the package's `src`: `managers/services/manager.ts`. */
  readonly path: string;
  /** Relative to the checkout, for messages. */
  readonly shown: string;
}

/** The real imports of all packages. */
export type ImportGraph = readonly GraphFile[];

/** Reads every TypeScript file of every package's `src`. */
export function readImportGraph(root: string): ImportGraph {
  return readdirSync(join(root, "packages"))
    .sort()
    .flatMap((name) => {
      const src = join(root, "packages", name, "src");
      return sourcesBelow(src).map((file) => ({
        package: name,
        path: relative(src, file),
        shown: relative(root, file),
        ...readSource(file),
      }));
    });
}

/** Every TypeScript file below a folder, sorted. */
export function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("node_modules"))
    .sort()
    .map((path) => join(folder, path));
}

/** The path inside `src` that a relative import means; it starts with `..` when it leaves the package. */
export function targetOf(file: GraphFile, { specifier }: ImportFact): string | undefined {
  return specifier.startsWith(".") ? join(dirname(file.path), specifier) : undefined;
}
