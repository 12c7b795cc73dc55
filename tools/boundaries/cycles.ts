import { type GraphFile, type ImportGraph, targetOf } from "./import-graph.ts";

/**
 * Finds circles of files that import each other, type-only imports too. Lazy ones do not count: they are how a part is
 * cut off. Each circle is given once, from its first file and back to it.
 */
export function findCycles(graph: ImportGraph): readonly (readonly string[])[] {
  const files = new Map(graph.map((file) => [`${file.package}/${file.path}`, file]));
  const finished = new Set<string>();
  const cycles: (readonly string[])[] = [];
  const visit = (key: string, path: readonly string[]): void => {
    const file = files.get(key);
    if (!file || finished.has(key)) return;
    const start = path.indexOf(key);
    if (start >= 0) {
      cycles.push([...path.slice(start), key]);
      return;
    }
    for (const next of neighbours(file)) visit(next, [...path, key]);
    finished.add(key);
  };
  for (const key of files.keys()) visit(key, []);
  return cycles;
}

function neighbours(file: GraphFile): readonly string[] {
  const targets = file.imports
    .filter(({ form }) => form !== "lazy")
    .map((fact) => targetOf(file, fact))
    .filter((target) => target !== undefined);
  return [...new Set(targets)].map((target) => `${file.package}/${target}`);
}
