import type { ImportGraph } from "./import-graph.ts";
import { matrix } from "./matrix.ts";

/** Between these lines of a page stands the drawing. */
export const drawingMarks = { start: "<!-- boundaries:start -->", end: "<!-- boundaries:end -->" } as const;

/**
 * Draws the packages with the imports that really are there, as a Mermaid graph; a dotted arrow is loaded when called.
 * Only the shortest way is drawn: an arrow that others already imply is left out.
 */
export function drawPackages(graph: ImportGraph): string {
  const arrows = Object.keys(matrix).flatMap((from) => {
    const direct = importedBy(graph, from);
    const implied = new Set([...direct.keys()].flatMap((to) => [...reach(graph, to)]));
    return [...direct]
      .filter(([to]) => !implied.has(to))
      .map(([to, lazy]) => `  ${from} ${lazy ? "-.->" : "-->"} ${to}`);
  });
  const names = Object.entries(matrix).map(([name, { reason }]) => `  ${name}["${name}: ${reason}"]`);
  return ["```mermaid", "graph TD", ...names, ...arrows.sort(), "```"].join("\n");
}

/** Puts the drawing between its marks. Text without marks comes back as it was. */
export function insertDrawing(page: string, drawing: string): string {
  const start = page.indexOf(drawingMarks.start);
  const end = page.indexOf(drawingMarks.end);
  if (start < 0 || end < start) return page;
  return `${page.slice(0, start + drawingMarks.start.length)}\n${drawing}\n${page.slice(end)}`;
}

function importedBy(graph: ImportGraph, name: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { specifier, form } of graph
    .filter((file) => file.package === name)
    .flatMap((file) => file.imports)) {
    const to = /^@cobble\/([^/]+)(?:\/(?:core|internals))?$/.exec(specifier)?.[1];
    if (to === undefined) continue;
    const isLazy = matrix[name]?.lazily.includes(to) ?? false;
    found.set(to, isLazy && (found.get(to) ?? true) && form !== "value");
  }
  return found;
}

function reach(graph: ImportGraph, name: string): ReadonlySet<string> {
  const direct = [...importedBy(graph, name).keys()];
  return new Set([...direct, ...direct.flatMap((to) => [...reach(graph, to)])]);
}
