import { readFileSync } from "node:fs";
import { type ParseResult, parseSync } from "oxc-parser";

type Statement = ParseResult["program"]["body"][number];

/** The documentation of one file's exports. */
export interface FileDocs {
  /** Exports that no docstring stands before. */
  readonly undocumented: readonly { readonly name: string; readonly line: number }[];
  /** Classes that a `@throws` names. */
  readonly thrown: readonly { readonly name: string; readonly line: number }[];
  /** Classes that the file declares. */
  readonly classes: readonly string[];
}

/**
 * Reads which exports of a TypeScript file have a docstring, and which classes its docstrings say are thrown.
 * @throws {Error} when it does not parse
 */
export function readDocs(path: string, text: string = readFileSync(path, "utf8")): FileDocs {
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`cannot read ${path}: ${errors[0].message}`);
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  const docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  const isDocumented = (start: number): boolean =>
    docs.some(({ end }) => end <= start && text.slice(end, start).trim() === "");
  const local = new Map(
    program.body.flatMap((statement) => namesOf(statement).map((name) => [name, statement.start])),
  );
  const seen = new Set<string>();
  const undocumented = program.body.flatMap((statement) =>
    exportsOf(statement, local)
      // Only the first of several overloads carries the text.
      .filter(({ name }) => !seen.has(name) && seen.add(name))
      .filter(({ start }) => !isDocumented(start))
      .map(({ name, start }) => ({ name, line: lineOf(start) })),
  );
  const thrown = docs.flatMap(({ value, start }) =>
    [...value.matchAll(/@throws \{([^}]*)\}/g)].flatMap((match) =>
      (match[1] ?? "").split("|").map((name) => ({ name: name.trim(), line: lineOf(start + match.index) })),
    ),
  );
  return {
    undocumented,
    thrown,
    classes: [...text.matchAll(/\bclass (\w+)/g)].flatMap((match) => match[1] ?? []),
  };
}

function namesOf(statement: Statement): readonly string[] {
  switch (statement.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "ClassDeclaration":
      return statement.id ? [statement.id.name] : [];
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return [statement.id.name];
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
    default:
      return [];
  }
}

/** What a statement exports that this file declares, and where the declaration starts. */
function exportsOf(
  statement: Statement,
  local: ReadonlyMap<string, number>,
): readonly { readonly name: string; readonly start: number }[] {
  if (statement.type !== "ExportNamedDeclaration" || statement.source !== null) return [];
  if (statement.declaration) {
    return namesOf(statement.declaration).map((name) => ({ name, start: statement.start }));
  }
  return statement.specifiers.flatMap(({ local: { ...named } }) => {
    const name = "name" in named ? String(named.name) : "";
    const start = local.get(name);
    return start === undefined ? [] : [{ name, start }];
  });
}
