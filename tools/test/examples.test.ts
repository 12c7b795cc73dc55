import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dir, "../../examples");
const series = readdirSync(folder)
  .filter((name) => /^\d\d-/.test(name))
  .sort();
const table = readFileSync(join(folder, "README.md"), "utf8");

/** The row of an example in the table of all. */
const rowOf = (name: string): string =>
  table.split("\n").find((line) => line.startsWith(`| [${name}](${name}/README.md) |`)) ?? "";

describe("the series of examples", () => {
  test("is numbered without a gap", () => {
    expect(series.map((name) => Number(name.slice(0, 2)))).toEqual(series.map((_, index) => index + 1));
  });

  for (const name of series) {
    test(`has ${name} with all that a project needs`, () => {
      for (const file of ["README.md", "pod.yaml", "package.json", "src/charm.ts", "test/charm.test.ts"]) {
        expect(existsSync(join(folder, name, file)) ? file : `${file} is missing`).toBe(file);
      }
    });

    test(`tells of ${name} in its table, with the length that its charm has`, () => {
      const lines = readFileSync(join(folder, name, "src/charm.ts"), "utf8").split("\n").length - 1;
      expect(rowOf(name)).toEndWith(`| ${lines} |`);
    });
  }
});
