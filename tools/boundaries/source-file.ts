import { readFileSync } from "node:fs";
import { type ParamPattern, type ParseResult, parseSync, Visitor } from "oxc-parser";

/** How an import is written: types vanish, a lazy one is loaded when it is reached. */
export type ImportForm = "value" | "type" | "lazy";

/** One import, export-from or `import()`. */
export interface ImportFact {
  readonly specifier: string;
  readonly form: ImportForm;
  /** What it takes by name; empty for everything. */
  readonly names: readonly string[];
  readonly line: number;
}

/** A use of a global that reaches outside: `process.env`, `Bun.spawn`. */
export interface GlobalFact {
  readonly name: string;
  readonly line: number;
}

/** What the boundaries are judged by, of one file. */
export interface SourceFacts {
  readonly imports: readonly ImportFact[];
  readonly globals: readonly GlobalFact[];
}

const watchedGlobals = new Set(["process", "Bun"]);

/** Members of `process` that only tell of the runtime or schedule work inside it. */
const harmlessMembers = new Set(["process.nextTick", "process.versions", "process.hrtime"]);

/**
 * Reads a TypeScript file's imports and its uses of `process` and `Bun`.
 * @throws {Error} when it does not parse
 */
export function readSource(path: string, text: string = readFileSync(path, "utf8")): SourceFacts {
  const parsed = parseSync(path, text);
  if (parsed.errors[0]) throw new Error(`cannot read ${path}: ${parsed.errors[0].message}`);
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  const source = { module: parsed.module, program: parsed.program, text, lineOf };
  return {
    imports: [...staticImports(source), ...reExports(source), ...lazyImports(source)],
    globals: globalUses(source),
  };
}

interface ParsedSource {
  readonly module: ParseResult["module"];
  readonly program: ParseResult["program"];
  readonly text: string;
  readonly lineOf: (offset: number) => number;
}

function staticImports({ module, text, lineOf }: ParsedSource): readonly ImportFact[] {
  return module.staticImports.map(({ moduleRequest, entries, start }) => {
    // `import {}` and `import "x"` have no entries, and run the module all the same.
    const onlyTypes = entries.length > 0 && entries.every(({ isType }) => isType);
    return {
      specifier: moduleRequest.value,
      form: onlyTypes || text.startsWith("import type", start) ? "type" : "value",
      names: entries.flatMap(({ importName }) => importName.name ?? []),
      line: lineOf(start),
    };
  });
}

function reExports({ module, lineOf }: ParsedSource): readonly ImportFact[] {
  return module.staticExports.flatMap(({ entries, start }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null
        ? []
        : { specifier: moduleRequest.value, form: isType ? "type" : "value", names: [], line: lineOf(start) },
    ),
  );
}

function lazyImports({ module, text, lineOf }: ParsedSource): readonly ImportFact[] {
  return module.dynamicImports.map(({ moduleRequest, start }) => ({
    specifier: text.slice(moduleRequest.start, moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
    form: "lazy",
    names: [],
    line: lineOf(start),
  }));
}

function globalUses({ program, lineOf }: ParsedSource): readonly GlobalFact[] {
  const found: GlobalFact[] = [];
  const ownNames = new Set<string>();
  const addParameters = (parameters: readonly ParamPattern[]): void => {
    for (const parameter of parameters) if (parameter.type === "Identifier") ownNames.add(parameter.name);
  };
  new Visitor({
    VariableDeclarator({ id }) {
      if (id.type === "Identifier") ownNames.add(id.name);
    },
    FunctionDeclaration: ({ params }) => addParameters(params),
    FunctionExpression: ({ params }) => addParameters(params),
    ArrowFunctionExpression: ({ params }) => addParameters(params),
    MemberExpression({ object, property, start }) {
      if (object.type !== "Identifier" || !watchedGlobals.has(object.name)) return;
      const member = property.type === "Identifier" ? property.name : "[...]";
      const name = `${object.name}.${member}`;
      if (!harmlessMembers.has(name)) found.push({ name, line: lineOf(start) });
    },
  }).visit(program);
  // A file that has a variable of its own called `process` means that one.
  return found.filter(({ name }) => !ownNames.has(name.split(".")[0] ?? ""));
}
