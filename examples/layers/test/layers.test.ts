import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { combineLayers, parseLayer, validateLayers } from "@cobble/plan";
import { fitsSchema } from "../../../packages/plan/test/schema/schema.ts";

const folder = join(import.meta.dir, "../layers");
const texts = readdirSync(folder)
  .sort()
  .map((name) => ({
    text: readFileSync(join(folder, name), "utf8"),
    label: name.replace(/^\d+-|\.yaml$/g, ""),
    file: name,
  }));

describe("the example of layers", () => {
  test("has no fault, and nothing that is surely not meant", () => {
    expect(validateLayers(texts).findings).toEqual([]);
  });

  test("fits the schema that its first lines name", () => {
    expect(texts.filter(({ text }) => !fitsSchema(text))).toEqual([]);
  });

  test("makes one service, which the upper layer changes and does not replace", () => {
    const plan = combineLayers(texts.map(({ text, ...options }) => parseLayer(text, options)));
    const web = plan.services.get("web");
    expect(web?.command).toContain("http.server");
    expect(web?.environment.get("PYTHONUNBUFFERED")).toBe("1");
    expect(plan.checks.get("web-up")?.periodMs).toBe(60_000);
  });
});
