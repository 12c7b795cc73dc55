import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checksPage, withCheckStates } from "./check-states.ts";
import { cliPage, makeCliReference } from "./cli-reference.ts";
import { errorsPage, withErrorTables } from "./error-tables.ts";
import { layerPage, withLayerFields } from "./layer-fields.ts";
import { makeLayerSchema, schemaFile } from "./layer-schema.ts";
import { makeOpenApi, openApiFile } from "./openapi.ts";
import { makeParityPage, parityPage } from "./ops-parity.ts";
import { findLostTargets, performancePage, withFigures } from "./performance.ts";
import { servicesPage, withServiceStates } from "./service-states.ts";
import { changesPage, withTaskStates } from "./task-states.ts";

/** Two lists that have to name the same: what the code has, and what the rows of a page begin with. */
export interface Comparison {
  readonly page: string;
  readonly text: string;
  /** As they stand in the page. */
  readonly expected: readonly string[];
  /** What a row of the page is about, if the line is such a row. */
  readonly row: (line: string) => string | undefined;
}

/** What only the code or only the page names, as sentences. */
export function compareRows({ page, text, expected, row }: Comparison): readonly string[] {
  const found = text.split("\n").flatMap((line) => row(line) ?? []);
  return [
    ...expected.filter((name) => !found.includes(name)).map((name) => `${page}: has no row "${name}"`),
    ...found
      .filter((name) => !expected.includes(name))
      .map((name) => `${page}: "${name}" is not in the code`),
  ];
}

/** The routes in the daemon's table, as `GET /v1/plan admin`. */
export function routesIn(source: string): readonly string[] {
  const pattern = /method: "([A-Z]+)",\s*path: "([^"]+)",\s*access: "([a-z]+)"/g;
  return [...source.matchAll(pattern)].map(([, method, path, access]) => `${method} ${path} ${access}`);
}

const routeRow = (line: string): string | undefined => {
  const cells = /^\| ([A-Z]+) \| `(\/v1[^`]*)` \| ([a-z]+) \|/.exec(line);
  return cells === null ? undefined : `${cells[1]} ${cells[2]} ${cells[3]}`;
};

/** Compares the pages of `docs/reference` that follow the code with it: commands, routes, errors, states. */
export async function findOldReferences(root: string): Promise<readonly string[]> {
  const read = (path: string): string =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
  const api = "docs/reference/http-api.md";
  const parity = makeParityPage(root);
  const made: readonly (readonly [page: string, text: string, tool: string])[] = [
    [cliPage, await makeCliReference(), "cli-reference"],
    [schemaFile, makeLayerSchema(), "layer-schema"],
    [openApiFile, makeOpenApi(), "openapi"],
    [layerPage, withLayerFields(read(layerPage)), "layer-fields"],
    [errorsPage, withErrorTables(read(errorsPage)), "error-tables"],
    [changesPage, withTaskStates(read(changesPage)), "task-states"],
    [checksPage, withCheckStates(read(checksPage)), "check-states"],
    [performancePage, withFigures(read(performancePage), root), "performance"],
    [servicesPage, withServiceStates(read(servicesPage)), "service-states"],
    [parityPage, parity.text, "ops-parity"],
  ];
  return [
    ...parity.faults.map((fault) => `tools/parity: ${fault}`),
    ...findLostTargets(root),
    ...made
      .filter(([page, text]) => read(page) !== text)
      .map(([page, , tool]) => `${page}: is old: run node tools/run-bun.js tools/docs/${tool}.ts`),
    ...compareRows({
      page: api,
      text: read(api),
      expected: routesIn(read("packages/daemon/src/api/routes.ts")),
      row: routeRow,
    }),
  ];
}
