import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorKinds } from "@cobble/wire";
import { parseSync } from "oxc-parser";
import { withPart } from "./made-part.ts";

const root = join(import.meta.dir, "../..");

/** The page that the tables stand in, from the root of the checkout. */
export const errorsPage = "docs/reference/errors.md";

/** The libraries whose errors meet those who use them, low to high. */
const libraries = ["wire", "plan", "client", "charm", "testing"] as const;

/** A class of errors, with the first sentence of its docstring. */
export interface DescribedClass {
  readonly name: string;
  readonly about: string;
}

/** The first sentence of a docstring, without its marks. */
function firstSentence(comment: string): string {
  const text = comment
    .replace(/^\*+/, "")
    .replace(/^\s*\* ?/gm, "")
    .replace(/\s@\w[\s\S]*$/, "")
    .replace(/\{@link ([^}]*)\}/g, "`$1`")
    .replace(/\s+/g, " ")
    .trim();
  return (/^(.*?)\.(?: |$)/.exec(text)?.[1] ?? text).replaceAll("|", "\\|");
}

/** The classes that a file exports. */
export function classesIn(path: string, text: string): readonly DescribedClass[] {
  const { program, comments } = parseSync(path, text);
  return program.body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration") return [];
    if (statement.declaration?.type !== "ClassDeclaration") return [];
    const comment = comments.findLast(
      ({ type, end }) =>
        type === "Block" && end <= statement.start && text.slice(end, statement.start).trim() === "",
    );
    return [{ name: statement.declaration.id?.name ?? "", about: firstSentence(comment?.value ?? "") }];
  });
}

function kindTable(): string {
  const rows = Object.entries(errorKinds).map(
    ([kind, { status, meaning }]) => `| \`${kind}\` | ${status ?? "-"} | ${meaning} |\n`,
  );
  return `| kind | status | meaning |\n|---|---|---|\n${rows.join("")}`;
}

/** The package's own, then those of its folders. */
function errorFiles(name: string): readonly string[] {
  const source = join(root, "packages", name, "src");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  const inFolders = files.filter((file) => file.endsWith("/errors.ts")).sort();
  return ["errors.ts", ...inFolders].map((file) => join(source, file));
}

function classTable(): string {
  const rows = libraries.flatMap((name) =>
    errorFiles(name).flatMap((path) =>
      classesIn(path, readFileSync(path, "utf8")).map(
        (one) => `| \`${one.name}\` | ${name} | ${one.about} |\n`,
      ),
    ),
  );
  return `| class | package | when |\n|---|---|---|\n${rows.join("")}`;
}

/** The page with its tables made anew. */
export function withErrorTables(page: string): string {
  return withPart(withPart(page, "kinds", kindTable()), "classes", classTable());
}

if (import.meta.main) {
  const path = join(root, errorsPage);
  writeFileSync(path, withErrorTables(readFileSync(path, "utf8")));
}
