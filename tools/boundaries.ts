import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawingMarks, drawPackages, insertDrawing } from "./boundaries/drawing.ts";
import { readImportGraph } from "./boundaries/import-graph.ts";
import { findFaults } from "./boundaries/rules.ts";

const root = join(import.meta.dir, "..");
const page = join(root, "docs/explanation/architecture.md");

const usage = `Usage: tools/boundaries.ts [--graph | --write]

Checks who imports whom, and that docs/explanation/architecture.md shows it.
  --graph  print the drawing
  --write  put the drawing into the page`;

function check(): boolean {
  const graph = readImportGraph(root);
  const faults = [...findFaults(graph), ...faultsOfPage(drawPackages(graph))];
  for (const fault of faults) console.error(fault);
  console.log(`boundaries: ${graph.length} files, ${faults.length} faults`);
  return faults.length === 0;
}

function faultsOfPage(drawing: string): readonly string[] {
  if (!existsSync(page)) return ["docs/explanation/architecture.md: cannot be found"];
  const text = readFileSync(page, "utf8");
  if (!text.includes(drawingMarks.start))
    return [`docs/explanation/architecture.md: has no ${drawingMarks.start}`];
  return insertDrawing(text, drawing) === text
    ? []
    : ["docs/explanation/architecture.md: the drawing is old: run npm run boundaries -- --write"];
}

const [option] = process.argv.slice(2);
if (option === "--graph") {
  console.log(drawPackages(readImportGraph(root)));
} else if (option === "--write") {
  writeFileSync(page, insertDrawing(readFileSync(page, "utf8"), drawPackages(readImportGraph(root))));
} else if (option === undefined) {
  process.exitCode = check() ? 0 : 1;
} else {
  console.error(usage);
  process.exitCode = 2;
}
