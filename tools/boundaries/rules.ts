import { findCycles } from "./cycles.ts";
import { findBunBehindDoors } from "./doors.ts";
import { type GraphFile, type ImportGraph, targetOf } from "./import-graph.ts";
import {
  constants,
  exceptions,
  type FolderRule,
  folderRules,
  matrix,
  onlyByName,
  osModules,
  type PackageRule,
} from "./matrix.ts";
import type { ImportFact } from "./source-file.ts";

/** Finds everything in a graph that the matrix does not allow, as sentences that name file and line. */
export function findFaults(graph: ImportGraph): readonly string[] {
  return [
    ...graph.flatMap(faultsOfFile),
    ...findCycles(graph).map((cycle) => `${cycle.join(" -> ")}: a cycle of files`),
    ...findBunBehindDoors(graph),
  ];
}

function faultsOfFile(file: GraphFile): readonly string[] {
  const rule = matrix[file.package];
  if (!rule) return [`${file.shown}: package "${file.package}" is not in the matrix`];
  return [
    ...file.imports.flatMap((fact) => {
      const fault =
        faultBetweenPackages(rule, fact) ??
        faultInsidePackage(file, fact) ??
        faultOfOsModule({ rule, file, fact });
      return fault === undefined
        ? []
        : [`${file.shown}:${fact.line}: cannot import "${fact.specifier}": ${fault}`];
    }),
    ...file.globals
      .filter(({ name }) => !mayCallOs(rule, file, name))
      .map(({ name, line }) => `${file.shown}:${line}: cannot use ${name} outside ${osPlace(rule)}`),
  ];
}

function faultBetweenPackages(rule: PackageRule, { specifier, form }: ImportFact): string | undefined {
  const [scope, name, ...deeper] = specifier.split("/");
  if (scope !== "@cobble" || name === undefined) return undefined;
  if (form === "lazy" && onlyByName.includes(name)) return "name what is needed in an import statement";
  if (rule.imports.includes([name, ...deeper].join("/"))) return undefined;
  if (deeper.length > 0) return `use the public door "@cobble/${name}"`;
  if (!rule.lazily.includes(name)) return "the matrix does not allow it";
  return form === "value" ? "it is loaded only when it is called, by await import()" : undefined;
}

function faultInsidePackage(file: GraphFile, fact: ImportFact): string | undefined {
  const target = targetOf(file, fact);
  if (target === undefined) return undefined;
  if (target.startsWith("..")) return "it is outside the package's src; use the other package's public door";
  const broken = (folderRules[file.package] ?? []).find((rule) => breaks(rule, { file, target, fact }));
  return broken?.reason;
}

function breaks(
  rule: FolderRule,
  { file, target, fact }: { readonly file: GraphFile; readonly target: string; readonly fact: ImportFact },
): boolean {
  const from = folderIn(rule.from, file.path);
  const to = folderIn(rule.to, target);
  return from !== undefined && to !== undefined && from !== to && !(rule.exceptTypes && fact.form === "type");
}

/** The folder that a pattern means for a path: `managers/*` is `managers/services` for a file in it. */
function folderIn(pattern: string, path: string): string | undefined {
  const wanted = pattern.split("/");
  const words = path.split("/").slice(0, -1);
  if (words.length < wanted.length) return undefined;
  return wanted.every((word, index) => word === "*" || word === words[index])
    ? words.slice(0, wanted.length).join("/")
    : undefined;
}

function faultOfOsModule({
  rule,
  file,
  fact,
}: {
  readonly rule: PackageRule;
  readonly file: GraphFile;
  readonly fact: ImportFact;
}): string | undefined {
  if (!osModules.includes(fact.specifier) || fact.form === "type") return undefined;
  const harmless = constants[fact.specifier] ?? [];
  if (fact.names.length > 0 && fact.names.every((name) => harmless.includes(name))) return undefined;
  return mayCallOs(rule, file, fact.specifier)
    ? undefined
    : `only ${osPlace(rule)} reaches outside the process`;
}

function mayCallOs(rule: PackageRule, file: GraphFile, what: string): boolean {
  return (
    (rule.osFolder !== undefined && file.path.startsWith(`${rule.osFolder}/`)) ||
    exceptions.some((exception) => exception.file === file.shown && what.startsWith(exception.what))
  );
}

function osPlace({ osFolder }: PackageRule): string {
  return osFolder === undefined ? "another package: this one does no input or output" : `${osFolder}/`;
}
