import { describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validateLayers } from "@cobble/plan";
import { findLayersWithoutSchema } from "../docs/layer-examples.ts";
import { layerPage, makeLayerFields, withLayerFields } from "../docs/layer-fields.ts";
import { schemaFile } from "../docs/layer-schema.ts";

const root = join(import.meta.dir, "../..");

describe("docs of layers", () => {
  test("the layer with everything in it, on the reference page, is valid, and means all that it says", () => {
    const page = readFileSync(join(root, layerPage), "utf8");
    const text = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
    const { findings } = validateLayers([{ text, label: "page" }]);
    // It names services that it does not have.
    const others = findings.filter(({ message }) => !/does not exist|unknown service/.test(message));
    expect(others).toEqual([]);
    expect(text).toContain("log-targets:");
  });

  test("tables go between the marks of a page, and nowhere else", () => {
    const page = "a\n<!-- fields:start -->\nold\n<!-- fields:end -->\nb";
    expect(withLayerFields(page)).toBe(
      `a\n<!-- fields:start -->\n${makeLayerFields()}<!-- fields:end -->\nb`,
    );
    expect(withLayerFields("no marks")).toBe("no marks");
    expect(makeLayerFields()).toContain("\n| `http.url` | text |  | ");
  });

  test("an example layer whose first line does not lead to the schema is found", () => {
    const folder = mkdtempSync(join(tmpdir(), "cobble-examples-"));
    const write = (file: string, text: string): string => {
      mkdirSync(join(folder, file, ".."), { recursive: true });
      writeFileSync(join(folder, file), text);
      return file;
    };
    try {
      write(schemaFile, "{}");
      const files = [
        write("examples/a/001-good.yaml", `# yaml-language-server: $schema=../../${schemaFile}\n`),
        write("examples/a/002-none.yaml", "services: {}\n"),
        write("examples/a/x.d/003-wrong.yaml", `# yaml-language-server: $schema=../../${schemaFile}\n`),
        write("examples/a/pod.yaml", ""),
      ];
      expect(findLayersWithoutSchema(folder, files)).toEqual([
        'examples/a/002-none.yaml: does not begin with "# yaml-language-server: $schema=PATH"',
        `examples/a/x.d/003-wrong.yaml: "../../${schemaFile}" does not lead to ${schemaFile}`,
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
