import { type GraphFile, type ImportGraph, targetOf } from "./import-graph.ts";
import { doorsWithoutBun } from "./matrix.ts";

/** Finds what needs Bun among the files that a door loads which has to do without it, those loaded later included. */
export function findBunBehindDoors(graph: ImportGraph): readonly string[] {
  const files = new Map(graph.map((file) => [`${file.package}/${file.path}`, file]));
  return doorsWithoutBun.flatMap((door) => {
    const shown = `packages/${door.package}/src/${door.path}`;
    return loadedBy(files, `${door.package}/${door.path}`)
      .flatMap(bunUses)
      .map((use) => `${use}: ${shown} has to do without Bun`);
  });
}

function loadedBy(files: ReadonlyMap<string, GraphFile>, door: string): readonly GraphFile[] {
  const found = new Map<string, GraphFile>();
  const visit = (key: string): void => {
    const file = files.get(key);
    if (file === undefined || found.has(key)) return;
    found.set(key, file);
    for (const fact of file.imports) {
      const target = fact.form === "type" ? undefined : targetOf(file, fact);
      if (target !== undefined) visit(`${file.package}/${target}`);
    }
  };
  visit(door);
  return [...found.values()];
}

function bunUses(file: GraphFile): readonly string[] {
  const imports = file.imports
    .filter(({ specifier, form }) => form !== "type" && /^bun(:|$)/.test(specifier))
    .map(({ specifier, line }) => `${file.shown}:${line}: cannot import "${specifier}"`);
  const globals = file.globals
    .filter(({ name }) => /^Bun\b/.test(name))
    .map(({ name, line }) => `${file.shown}:${line}: cannot use ${name}`);
  return [...imports, ...globals];
}
